-- Adds links to the chain of one workspace. All appends of a workspace wait for each other, so the
-- lock is held for no way between the console and the database. The time is read under the lock,
-- so that it does not run backwards along the chain whatever replicas' clocks say.
--
-- "entries": [{"row": a row of "ActivityEvent" without its place in the chain,
--              "text": what is hashed, in the parts around "at", "sequence" and the previous hash}]
CREATE FUNCTION append_activity(workspace text, entries json) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  entry json;
  link "ActivityEvent";
BEGIN
  INSERT INTO "ActivityHead" AS head ("workspaceId", "sequence", "hash")
  VALUES (workspace, 0, repeat('0', 64))
  ON CONFLICT ("workspaceId") DO UPDATE SET "sequence" = head."sequence"
  RETURNING head."sequence", head."hash" INTO link."sequence", link."hash";
  link."at" := date_trunc('milliseconds', clock_timestamp());

  FOR entry IN SELECT "value" FROM json_array_elements(entries) LOOP
    link."sequence" := link."sequence" + 1;
    link."previousHash" := link."hash";
    link."hash" := encode(sha256(convert_to(concat(
      entry #>> '{text,0}', to_char(link."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      entry #>> '{text,1}', link."sequence",
      entry #>> '{text,2}', link."previousHash"
    ), 'UTF8')), 'hex');
    INSERT INTO "ActivityEvent" SELECT * FROM json_populate_record(link, entry -> 'row');
  END LOOP;

  UPDATE "ActivityHead" SET "sequence" = link."sequence", "hash" = link."hash"
   WHERE "workspaceId" = workspace;
END $$;
