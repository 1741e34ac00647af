"""Numbers, shares and lengths of time as people read them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from skillmark.wording.catalogue import _

NO_BREAK = " "


def number(value: Decimal | int) -> str:
    """A number with as many decimals as were entered."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def per_cent(shown: int) -> str:
    """A share of ten-thousandths in whole per cent: `58 %`; `100 %` only when complete."""
    whole = (shown + 50) // 100
    return f"{min(whole, 99) if shown < 10_000 else 100}{NO_BREAK}%"


def per_cent_of(share: Fraction, *, complete: bool) -> str:
    """An exact share in whole per cent."""
    shown = round(share * 10_000)
    return per_cent(shown if complete else min(shown, 9_999))


def hours(minutes: int) -> str:
    """Minutes as hours with at most two decimals: `7.5`."""
    return number((Decimal(minutes) / 60).quantize(Decimal("0.01")))


def hours_of(minutes: int, needed: int) -> str:
    """`7.5 of 9 h`."""
    return _("{got} of {needed} h").format(got=hours(minutes), needed=hours(needed))
