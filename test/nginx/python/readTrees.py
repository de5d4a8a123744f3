"""For each line of stdin, the path of an nginx.conf: a line of JSON with what crossplane reads in it."""

import json
import sys

import crossplane

for line in sys.stdin:
    read = crossplane.parse(line.rstrip("\n"), single=True, check_ctx=False, check_args=False)
    print(json.dumps(read), flush=True)
