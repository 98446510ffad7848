# Answers questions with DuckDB over a folder of Parquet files: one JSON text a line in, one object a line out.
import json
import pathlib
import sys
import time

import duckdb

connection = duckdb.connect()
for path in pathlib.Path(sys.argv[1]).glob("*.parquet"):
    connection.execute(f"CREATE VIEW {path.stem} AS SELECT * FROM read_parquet('{path}')")
print(json.dumps({"version": duckdb.__version__}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    try:
        rows = len(connection.execute(json.loads(line)).fetchall())
        answer = {"seconds": time.perf_counter() - start, "rows": rows}
    except duckdb.Error as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
