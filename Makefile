# Aliases of ./nexalink for those who like make; nothing here that the script does not do.
# "make" alone lists them.

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format bench lock

help: ## this list
	@grep -hE '^[a-z]+: ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+): ## /  make \1\t/' | expand -t 18

setup: ## set up .venv from the lock file
	./nexalink setup

demo: ## a sample network, imported, audited and served
	./nexalink demo

test: ## everything the tests need, and all tests
	./nexalink test

check: ## style, types and import contracts only
	./nexalink test --only-checks

format: ## put all files into the project's format
	.venv/bin/ruff check --fix --quiet . nexalink; .venv/bin/ruff format . nexalink

bench: ## the benchmarks and their peers
	./nexalink bench

lock: ## write both lock files anew from pyproject.toml
	./nexalink lock
