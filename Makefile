# The commands of the README. Each does its own set-up and repeats none of it; `make help` lists them.
STACK ?= dev
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

modules := node_modules/.package-lock.json
app_modules := app/node_modules/.package-lock.json

.PHONY: help preview examples local down images test bench bench-proxy up destroy

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "STACK=name chooses the stack, Pulumi.<name>.yaml; it is $(STACK)."

preview: $(modules) ## show what the stack would make and every way in, without an AWS account
	@npx tsx preview/index.ts --stack "$(STACK)" $(or_end_alike)

examples: $(modules) ## preview each stack of examples/, and list what each makes and every way in
	@npx tsx examples/run/index.ts $(or_end_alike)

local: $(modules) $(app_modules) ## preview the stack, then run its task on this machine and try it
	@npx tsx local/index.ts up --stack "$(STACK)" $(or_end_alike)

down: $(modules) ## stop what `make local` started
	@npx tsx local/index.ts down

images: $(modules) ## build both images with a Docker engine, push, pull, run and try them
	@npx tsx images/index.ts --stack "$(STACK)" $(or_end_alike)

test: $(modules) $(app_modules) ## check and test everything, on the real engine, nginx and Express
	@npm run --silent check
	@npm run --silent test:all

bench: $(modules) ## measure what the policy pack adds to a preview
	@npm run --silent build
	@npx tsx bench/policy/index.ts

bench-proxy: $(modules) $(app_modules) ## measure what the proxy costs, beside tutorials, HAProxy and Caddy
	@npx tsx bench/proxy

up: $(modules) ## deploy to AWS with the installed pulumi, under the policy pack, and ask ECS whether it runs
	@$(require_pulumi)
	@npm run --silent build
	pulumi stack select --create "$(STACK)"
	pulumi up --stack "$(STACK)" --policy-pack policies
	@$(verify_deployment) $(or_end_alike)

destroy: $(modules) ## remove the stack from AWS
	@$(require_pulumi)
	pulumi destroy --stack "$(STACK)"

define require_pulumi
command -v pulumi > /dev/null || { echo "pulumi is not on the PATH: install it from pulumi.com/docs/install, then log in and configure AWS credentials" >&2; exit 2; }
endef

# Pulumi says "updated" of a deployment that ECS rolled back; docs/verify.md.
define verify_deployment
output() { pulumi stack output "$$1" --stack "$(STACK)"; }; \
cluster=$$(output clusterName); service=$$(output serviceName); definition=$$(output taskDefinitionArn); \
npx gatehouse-verify --cluster "$$cluster" --service "$$service" --task-definition "$$definition"
endef

# GNU make ends with 2 whatever a command ended with, but with 1 when it is sent QUIT while the command still runs. So a
# violation is told from a wrong configuration; only 3, the tool's own failure, comes out as 2.
define or_end_alike
|| { code=$$?; [ $$code -ne 1 ] || { kill -QUIT $$PPID; sleep 1; }; exit $$code; }
endef

# npm's own record of an installation is its stamp.
node_modules/.package-lock.json: package.json package-lock.json components/package.json policies/package.json verify/package.json
	@$(require_node)
	@echo "installing npm packages, once, about a minute" >&2
	@npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >&2
	@$(stamp)

app/node_modules/.package-lock.json: app/package.json app/package-lock.json
	@echo "installing the application's npm packages, once" >&2
	@npm ci --prefix app --ignore-scripts --no-audit --no-fund --loglevel=error >&2
	@$(stamp)

# Not older than what it was made from, also where a checkout's files have times that this machine's clock has yet to reach.
define stamp
touch $@; for file in $^; do [ ! "$$file" -nt $@ ] || touch -r "$$file" $@; done
endef

define require_node
node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 20 ? 0 : 1)' 2> /dev/null || { echo "Node.js 20 or later is needed: see nodejs.org" >&2; exit 2; }
endef
