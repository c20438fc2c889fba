const KEPT_MAX = 200;
/** Statements with longer lists differ with the length of a list. */
const ARGUMENTS_MAX = 24;
/**
 * The columns of such a statement become others when another version of the console migrates the
 * database meanwhile, and PostgreSQL then refuses a prepared one for ever after.
 */
const WHOLE_ROWS = /^\s*SELECT (\w+\.)?\*|\bRETURNING (\w+\.)?\*/;
/** As the protocol has it: planned for one time. */
const UNNAMED = '';

type Statement = { sql: string; args: unknown[] };

/**
 * Names by which a connection keeps statements prepared: planning takes PostgreSQL several times
 * as long as answering. Each connection holds every plan, so there are no more names than so many.
 */
export function statementNames(): (statement: Statement) => string {
  const names = new Map<string, string>();
  return ({ sql, args }) => {
    const known = names.get(sql);
    if (known) return known;
    const isKept = args.length <= ARGUMENTS_MAX && !WHOLE_ROWS.test(sql);
    if (!isKept || names.size >= KEPT_MAX) return UNNAMED;
    const name = `drawbridge_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
