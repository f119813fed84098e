# GNU make 3.81 (macOS) is enough. Every path is relative; setup/environment.sh names the few letters that the path of the
# folder cannot have.

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help site bundle serve check test long format documents messages lock clean environment-site environment-test browser nginx

bin := .venv/bin
# Tests of one file stay together, for what they prepare; each process has a browser of its own, so there are few.
parallel := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder

help: ## list these targets
	@echo 'make TARGET, with TARGET one of:'
	@sed -n 's/^\([a-z]*\):.*## /  \1	/p' Makefile | expand -t 12

site: environment-site ## build the archive into site/
	@$(bin)/archive build --check-links

bundle: environment-site ## build it with data/archive.zip, the whole site to be read without a connection
	@$(bin)/archive build --check-links --bundle

serve: environment-site ## show the archive at a local address and update it at each change
	@$(bin)/archive serve

check: environment-site ## check all records, without building
	@$(bin)/archive check

test: environment-test browser nginx ## run every check: format, lint, types, imports, workflows, tests, browser
	@echo '== format'
	@$(bin)/ruff format --check .
	@echo '== lint'
	@$(bin)/ruff check .
	@echo '== types'
	@$(bin)/mypy --num-workers 2
	@echo '== imports'
	@$(bin)/lint-imports --no-logo
	@echo '== workflows'
	@$(bin)/zizmor --offline --quiet .github/workflows
	@echo '== tests'
	@$(bin)/python -m pytest $(parallel)

long: environment-test browser nginx ## run the tests that take minutes: builds killed, mistakes by the thousand, 10,000 records
	@$(bin)/python -m pytest $(parallel) -m long

format: environment-test ## put the code into the form that "make test" asks for
	@$(bin)/ruff check --fix-only .
	@$(bin)/ruff format .

documents: environment-test ## write the chronologies and other documents that documents.yml names from the records
	@$(bin)/python setup/documents

messages: environment-test ## bring new words of the templates into the catalogues of the other languages
	@$(bin)/pybabel -q extract -F setup/messages.cfg -k N_ --no-location --sort-output -o .venv/archive.pot .
	@$(bin)/pybabel -q update -D archive -i .venv/archive.pot -d plugins/mission_archive/locale --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

lock: ## take the newest versions in range into requirements/
	@sh setup/environment.sh lock
	@sh setup/lock.sh

clean: ## remove everything that these targets made
	rm -rf .venv .venv.lock site .site.* build .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf plugins/mission_archive.egg-info
	find plugins tests -name __pycache__ -type d -prune -exec rm -rf {} +

environment-site:
	@sh setup/environment.sh site

environment-test:
	@sh setup/environment.sh test

browser: environment-test
	@$(bin)/python -m tests.support.browser

nginx: environment-test
	@$(bin)/python -m tests.publishing.nginx
