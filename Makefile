# Every target only calls packaging/bootstrap.py, which makes .venv first where it has to.
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) packaging/bootstrap.py

.PHONY: run test torture check bench pictures sync lock clean

run:
	@$(BOOTSTRAP) run

test:
	@$(BOOTSTRAP) test

torture:
	@$(BOOTSTRAP) torture

check:
	@$(BOOTSTRAP) check

bench:
	@$(BOOTSTRAP) bench

pictures:
	@$(BOOTSTRAP) pictures

sync:
	@$(BOOTSTRAP) sync

lock:
	@$(BOOTSTRAP) lock

clean:
	rm -rf build dist .venv .bench
