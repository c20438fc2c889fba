import type { JsonObject } from '@/lib/iam/parse/values';
import { cliCall } from '../export/cli-call';
import type { ExportStep } from '../export/plan-source';
import { quoteBash } from '../export/quote';
import { statementsAddedBy } from '../saga/take-out';

const LEFT = "echo 'Left as it is: it was changed since, or is not there.' >&2";

/**
 * The document without the statements, each of which has to stand as it was written and once;
 * nothing where that is not so, or where no other is left.
 */
const WITHOUT = `(.Statement | if type == "array" then . else [.] end) as $all
| ($all - $ours) as $rest
| if all($ours[]; . as $one | [$all[] | select(.Sid == $one.Sid)] == [$one]) and ($rest | length) > 0
  then .Statement = $rest else empty end`;

/**
 * What is done with a document that others have written in since: the statements of the half are
 * taken out by jq, where it is there, and the others stay. Where that cannot be, nothing is
 * written, and it is said which statements are to be taken out by hand. Expects the document in
 * `$live`; a write that fails is noted in `$failed`.
 */
export function takeOutCommands(step: ExportStep): string[] {
  const ours = statementsAddedBy(step);
  if (ours === null) return [LEFT];
  const { service, write: words, document } = cliCall(step.write);
  if (document === null) return [LEFT];
  const put = ['aws', service, ...words].map(quoteBash).join(' ');
  return [
    'if ! command -v jq > /dev/null; then',
    ...byHand(
      'Left as it is: others have written in it, or it is not there. With jq on this machine these commands take out what is to go.',
      ours,
    ),
    `elif rest=$(printf '%s' "$live" | jq -c --argjson ours ${quoteBash(JSON.stringify(ours))} ${quoteBash(WITHOUT)} 2> /dev/null) && [ -n "$rest" ]; then`,
    `  ${put} ${document.option}="$rest" || failed=1`,
    'else',
    ...byHand('Left as it is: it was changed since, or is not there.', ours),
    'fi',
  ];
}

const byHand = (why: string, ours: JsonObject[]): string[] => [
  `  echo ${quoteBash(`${why} If any of this stands in it still, take it out by hand:`)} >&2`,
  ...ours.map((one) => `  printf '%s\\n' ${quoteBash(JSON.stringify(one))} >&2`),
];
