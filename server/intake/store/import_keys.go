package store

import "oco.example/oco/server/platform/subject"

// ImportKeys are the keys of the files of imports; one that does not run any more has none.
var ImportKeys = subject.Table{
	Count: `SELECT 'IMPORT' AS kind, substring(file_key FROM 1 FOR $2) AS mark, count(*) AS keys
		FROM intake.import WHERE municipality = $1 AND file_key IS NOT NULL GROUP BY 2`,
	Next: `SELECT id, 1 AS version, file_key AS wrapped FROM intake.import WHERE municipality = $1
		AND id > coalesce(nullif($2::text, ''), '00000000-0000-0000-0000-000000000000')::uuid
		AND substring(file_key FROM 1 FOR $4) <> $3 ORDER BY id LIMIT $5`,
	Save: `UPDATE intake.import k SET file_key = n.wrapped FROM unnest($2::uuid[], $3::bytea[], $4::bytea[]) AS n (id, before, wrapped)
		WHERE k.municipality = $1 AND k.id = n.id AND k.file_key = n.before RETURNING 'IMPORT'`,
}
