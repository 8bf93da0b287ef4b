package migrations_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"oco.example/oco/server/platform/call"
	"oco.example/oco/server/platform/pg"
	"oco.example/oco/server/platform/pg/pgtest"
)

// trap is something that the schema must never hold. find returns what is wrong, one line each;
// $1 is the list of tables without row security, $2 that of functions that run as their owner.
// broken is SQL that falls into the trap, for the test that proves that find sees it.
type trap struct {
	name, find string
	broken     []string
}

// traps are the ones of docs/ on row security, each seen before it was written down.
var traps = []trap{
	{
		name: "a table of a municipality has row security, forced upon its owner too",
		find: `SELECT name || ' has no forced row security' FROM tables WHERE NOT exempt AND NOT (secured AND forced)`,
		broken: []string{
			`ALTER TABLE platform.job DISABLE ROW LEVEL SECURITY`,
			`ALTER TABLE platform.job NO FORCE ROW LEVEL SECURITY`,
			`CREATE TABLE platform.fresh (municipality text COLLATE "C" NOT NULL PRIMARY KEY)`,
			`ALTER TABLE platform.processing_log_default NO FORCE ROW LEVEL SECURITY`,
		},
	},
	{
		name: "its one policy compares the municipality with the tenant of the transaction",
		find: `SELECT t.name || ' has the policies ' || coalesce(string_agg(concat_ws(' ', p.polname, p.polcmd, p.polpermissive, p.polroles, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)), ', '), '(none)')
FROM tables t LEFT JOIN pg_policy p ON p.polrelid = t.oid WHERE NOT t.exempt AND NOT t.partition
GROUP BY t.name HAVING count(*) <> 1 OR NOT coalesce(bool_and(p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}' AND p.polwithcheck IS NULL
  AND pg_get_expr(p.polqual, p.polrelid) IN (
    $q$(municipality = NULLIF(current_setting('oco.municipality'::text, true), ''::text))$q$,
    $q$(municipality = COALESCE(current_setting('oco.municipality'::text, true), ''::text))$q$)), false)`,
		broken: []string{
			`DROP POLICY tenant ON platform.job`,
			`CREATE POLICY everyone ON platform.job USING (true)`,
			`DROP POLICY tenant ON platform.job; CREATE POLICY tenant ON platform.job USING (municipality <> current_setting('oco.municipality', true))`,
			`DROP POLICY tenant ON platform.job; CREATE POLICY tenant ON platform.job TO oco_app USING (municipality = nullif(current_setting('oco.municipality', true), ''))`,
		},
	},
	{
		name: "every other table is named, with the reason why it needs none",
		find: `SELECT e.name || ' is named as exempt and does not exist, or is secured' FROM unnest($1::text[]) AS e (name)
WHERE NOT EXISTS (SELECT FROM tables t WHERE t.name = e.name AND NOT t.secured)
UNION ALL SELECT name || ' has no column municipality and is not named as exempt' FROM tables WHERE NOT exempt AND NOT tenant`,
		broken: []string{`CREATE TABLE platform.fresh (id int PRIMARY KEY)`},
	},
	{
		name: "the municipality is text with collation C and never missing",
		find: `SELECT t.name || '.municipality is not text COLLATE "C" NOT NULL' FROM tables t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'municipality'
WHERE NOT t.exempt AND NOT (a.attnotnull AND a.atttypid = 'text'::regtype AND a.attcollation = 'pg_catalog."C"'::regcollation)`,
		broken: []string{
			`CREATE TABLE platform.fresh (municipality text NOT NULL)`,
			`CREATE TABLE platform.fresh (municipality text COLLATE "C")`,
		},
	},
	{
		name: "every key begins with the municipality",
		find: `SELECT t.name || ' has no primary key' FROM tables t WHERE NOT t.exempt AND NOT EXISTS (SELECT FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary)
UNION ALL SELECT i.indexrelid::regclass::text || ' does not begin with municipality' FROM tables t JOIN pg_index i ON i.indrelid = t.oid AND i.indisunique
LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0] WHERE NOT t.exempt AND a.attname IS DISTINCT FROM 'municipality'`,
		broken: []string{
			`ALTER TABLE platform.job DROP CONSTRAINT job_pkey`,
			`CREATE UNIQUE INDEX ON platform.job (id)`,
			`CREATE UNIQUE INDEX ON platform.job (lower(municipality), id)`,
		},
	},
	{
		name: "a reference between tables of a municipality stays within it",
		find: `SELECT c.conname || ' on ' || t.name || ' can cross municipalities' FROM tables t JOIN pg_constraint c ON c.conrelid = t.oid AND c.contype = 'f'
JOIN tables other ON other.oid = c.confrelid AND NOT other.exempt WHERE NOT t.exempt AND NOT EXISTS (
  SELECT FROM unnest(c.conkey, c.confkey) AS k (here, there)
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.here AND a.attname = 'municipality'
  JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.there AND b.attname = 'municipality')`,
		broken: []string{`CREATE UNIQUE INDEX one ON platform.subject_key (subject); ALTER TABLE platform.job ADD CONSTRAINT across FOREIGN KEY (id) REFERENCES platform.subject_key (subject)`},
	},
	{
		name: "a view has the rights of whoever asks it, and none keeps rows of its own",
		find: `SELECT c.oid::regclass::text || ' is no view with security_invoker' FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
WHERE c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false)`,
		broken: []string{
			`CREATE VIEW published.leak AS SELECT id FROM platform.job`,
			`CREATE VIEW published.leak WITH (security_invoker = false) AS SELECT id FROM platform.job`,
			`CREATE MATERIALIZED VIEW published.leak AS SELECT id FROM platform.job`,
		},
	},
	{
		name:   "there are no enum types: their equality keeps row security from using an index",
		find:   `SELECT t.oid::regtype::text || ' is an enum' FROM pg_type t JOIN ours n ON n.oid = t.typnamespace WHERE t.typtype = 'e'`,
		broken: []string{`CREATE TYPE platform.colour AS ENUM ('RED')`},
	},
	{
		name: "no role of ours stands above row security",
		find: `SELECT rolname || ' has a right that it must not have' FROM pg_roles WHERE rolname LIKE 'oco\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)
UNION ALL SELECT pg_get_userbyid(m.member) || ' is a member of ' || pg_get_userbyid(m.roleid) FROM pg_auth_members m WHERE pg_get_userbyid(m.member) LIKE 'oco\_%'`,
		broken: []string{`ALTER ROLE oco_app BYPASSRLS`, `ALTER ROLE oco_owner SUPERUSER`, `GRANT oco_owner TO oco_app`, `GRANT pg_read_all_data TO oco_report`},
	},
	{
		name: "oco_owner owns everything, the serving roles nothing",
		find: `SELECT c.oid::regclass::text || ' belongs to ' || pg_get_userbyid(c.relowner) FROM pg_class c JOIN ours n ON n.oid = c.relnamespace WHERE pg_get_userbyid(c.relowner) <> 'oco_owner'
UNION ALL SELECT nspname || ' belongs to ' || pg_get_userbyid(nspowner) FROM ours WHERE nspname <> 'public' AND pg_get_userbyid(nspowner) <> 'oco_owner'
UNION ALL SELECT p.oid::regprocedure::text || ' belongs to ' || pg_get_userbyid(p.proowner) FROM pg_proc p JOIN ours n ON n.oid = p.pronamespace WHERE pg_get_userbyid(p.proowner) <> 'oco_owner'`,
		broken: []string{
			`ALTER TABLE platform.job OWNER TO oco_app`,
			`ALTER SCHEMA platform OWNER TO oco_worker`,
			`ALTER FUNCTION platform.make_log_partitions(integer) OWNER TO postgres`,
		},
	},
	{
		name: "nobody who serves can change or remove an event or a row of the processing log, or read the log",
		find: `SELECT r.rolname || ' may ' || p.privilege || ' ' || t.name FROM pg_roles r, tables t, unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES', 'SELECT']) AS p (privilege)
WHERE r.rolname LIKE 'oco\_%' AND r.rolname <> 'oco_owner' AND (t.name = 'platform.event' OR t.name LIKE 'platform.processing\_log%')
  AND NOT (p.privilege = 'SELECT' AND t.name = 'platform.event')
  AND (has_table_privilege(r.oid, t.oid, p.privilege) OR p.privilege IN ('UPDATE', 'SELECT', 'REFERENCES') AND has_any_column_privilege(r.oid, t.oid, p.privilege))`,
		broken: []string{
			`GRANT DELETE ON platform.event TO oco_worker`, `GRANT UPDATE (kind) ON platform.event TO oco_app`,
			`GRANT SELECT ON platform.processing_log TO oco_app`, `GRANT UPDATE ON platform.processing_log_default TO oco_door`,
		},
	},
	{
		name: "whoever reports sees facts and nothing else",
		find: `SELECT 'oco_report may read or write ' || c.oid::regclass::text FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'v') AND n.nspname <> 'reporting' AND c.oid <> 'public.goose_db_version'::regclass
  AND (has_table_privilege('oco_report', c.oid, 'SELECT, INSERT, UPDATE, DELETE') OR has_any_column_privilege('oco_report', c.oid, 'SELECT, INSERT, UPDATE'))`,
		broken: []string{`GRANT SELECT ON platform.event TO oco_report`, `GRANT SELECT (kind) ON platform.event TO oco_report`},
	},
	{
		name: "a function runs as its owner only if it is named, with a fixed search path and not for everybody",
		find: `SELECT p.oid::regprocedure::text || ' runs as its owner and is not named, has no search_path, or is open to all' FROM pg_proc p JOIN ours n ON n.oid = p.pronamespace
WHERE p.prosecdef AND NOT (p.oid::regprocedure::text = ANY ($2::text[]) AND coalesce(array_to_string(p.proconfig, ' ') LIKE '%search_path=pg_catalog, pg_temp%', false)
  AND NOT has_function_privilege('public', p.oid, 'EXECUTE'))`,
		broken: []string{
			`ALTER FUNCTION platform.protect(regclass, boolean) SECURITY DEFINER`,
			`ALTER FUNCTION platform.make_log_partitions(integer) RESET search_path`,
			`GRANT EXECUTE ON FUNCTION platform.make_log_partitions(integer) TO PUBLIC`,
		},
	},
	{
		name: "nothing is granted to everybody",
		find: `SELECT c.oid::regclass::text || ' is open to everybody' FROM pg_class c JOIN ours n ON n.oid = c.relnamespace, aclexplode(c.relacl) a WHERE a.grantee = 0
UNION ALL SELECT nspname || ' is open to everybody' FROM ours, aclexplode(nspacl) a WHERE a.grantee = 0 AND nspname <> 'public'`,
		broken: []string{`GRANT SELECT ON platform.job TO PUBLIC`, `GRANT USAGE ON SCHEMA platform TO PUBLIC`},
	},
}

// world is what the searches stand on: our schemas and our tables.
const world = `WITH ours AS (
  SELECT oid, nspname, nspowner, nspacl FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
), tables AS (
  SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relrowsecurity AS secured, c.relforcerowsecurity AS forced, c.relispartition AS partition,
    EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'municipality' AND NOT a.attisdropped) AS tenant,
    n.nspname || '.' || c.relname = ANY ($1::text[]) AS exempt, cardinality($2::text[]) AS named
  FROM pg_class c JOIN ours n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')
) SELECT found.text FROM (`

func fallenInto(t *testing.T, tx *pg.Tx, one trap) (found []string) {
	t.Helper()
	query := world + one.find + `) AS found (text)`
	if err := tx.Select(t.Context(), &found, query, pg.Array(exempt()), pg.Array(runAsOwner)); err != nil {
		t.Fatalf("%s: %v", one.name, err)
	}
	return found
}

func TestTheSchemaFallsIntoNoTrap(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, "", call.RoleSystem)
	for _, one := range traps {
		if err := db.Owner.Read(ctx, func(tx *pg.Tx) error {
			if found := fallenInto(t, tx, one); len(found) > 0 {
				t.Errorf("%s, but:\n  %s", one.name, strings.Join(found, "\n  "))
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
}

var errUndo = errors.New("undo what was broken")

func TestEachTrapIsSeen(t *testing.T) {
	db := pgtest.New(t)
	ctx := pgtest.Context(t, "", call.RoleSystem)
	superuser := db.Open(t, "postgres")
	for _, one := range traps {
		if len(one.broken) == 0 {
			t.Errorf("nothing proves the search for: %s", one.name)
		}
		for _, broken := range one.broken {
			err := superuser.Write(ctx, func(tx *pg.Tx) error {
				if _, err := tx.Exec(ctx, `SET LOCAL ROLE oco_owner`); err != nil {
					return err
				}
				if needsSuperuser(broken) {
					if _, err := tx.Exec(ctx, `RESET ROLE`); err != nil {
						return err
					}
				}
				before := fallenInto(t, tx, one)
				if _, err := tx.Exec(ctx, broken); err != nil {
					return err
				}
				after := fallenInto(t, tx, one)
				if !slices.ContainsFunc(after, func(s string) bool { return !slices.Contains(before, s) }) {
					t.Errorf("%s: not seen after %s", one.name, broken)
				}
				return errUndo
			})
			if !errors.Is(err, errUndo) {
				t.Errorf("%s: %v", broken, err)
			}
		}
	}
}

// needsSuperuser reports whether SQL changes what not even the owner may change.
func needsSuperuser(sql string) bool {
	return strings.Contains(sql, " ROLE ") || strings.Contains(sql, "OWNER TO") || strings.HasPrefix(sql, "GRANT oco_") || strings.HasPrefix(sql, "GRANT pg_")
}
