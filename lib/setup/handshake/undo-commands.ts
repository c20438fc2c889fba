import { cliLine } from '../export/cli-line';
import { cliStand, NONE } from '../export/cli-stand';
import { pastedScript } from '../export/pasted';
import type { AccountSource, ExportStep, PlanSource } from '../export/plan-source';
import { oneLine, quoteBash } from '../export/quote';
import { writeOf } from '../plan/write-of';
import { practiceLines } from './practice-lines';
import { takeOutCommands } from './take-out-commands';

/**
 * Calls of the aws command that take one account's half back, newest first. Nothing is written with
 * keys of another account. What is no longer as the half wrote it is somebody else's by now, and is
 * left but for the statements of the half; so is what cannot be read. Ends with 1 where something
 * could not be read or written.
 */
export const undoCommands = (
  source: PlanSource,
  { accountId, steps }: AccountSource,
): string =>
  pastedScript([
    ...practiceLines(source),
    `# With keys of account ${accountId}.`,
    ...HELPERS,
    `expect_account ${quoteBash(accountId)}`,
    ...[...steps]
      .reverse()
      .flatMap((step) => [`# ${oneLine(step.title)}`, ...guarded(source, step)]),
    'exit "$failed"',
  ]);

// A second call tells why the first was refused: what is printed beside a document is none of it.
const HELPERS = `failed=0
expect_account() {
  here=$(aws sts get-caller-identity --query=Account --output=text) || here=unknown
  [ "$here" = "$1" ] && return 0
  echo "Stopped: these keys are of account $here, not of $1. Nothing was written." >&2
  exit 1
}
read_live() {
  live=$(aws "$@" 2> /dev/null) && return 0
  live=
  said=$(aws "$@" 2>&1 > /dev/null)
  case $said in *"(NoSuchEntity)"* | *"(NoSuchBucketPolicy)"*) return 0 ;; esac
  failed=1
  printf "%s\\n" "$said" "Left as it is: it could not be read. Run this again." >&2
  return 1
}`.split('\n');

function guarded(source: PlanSource, step: ExportStep): string[] {
  const { read, after, sumOf } = liveOf(source, step);
  return [
    `if read_live ${read.map(quoteBash).join(' ')}; then`,
    `  seen=${sumOf === null ? '$live' : `$(${sumOf} | ${SUM})`}`,
    `  case ${quoteBash(` ${after.join(' ')} `)} in`,
    `    *" $seen "*) { ${cliLine(writeOf(step.target, step.before))}; } || failed=1 ;;`,
    `    *) ${takeOutCommands(step).join('\n       ')} ;;`,
    '  esac',
    'fi',
  ];
}

/** What reads a step's place, and what that prints where the step alone has written it. */
type Live = { read: string[]; after: string[]; sumOf: string | null };

const SUM = "{ sha256sum 2> /dev/null || shasum -a 256; } | cut -d ' ' -f 1";

function liveOf(source: PlanSource, step: ExportStep): Live {
  // It is deleted only while its text is the one that it was made with.
  if (step.target.kind === 'managed-policy')
    return liveOf(source, {
      ...step,
      target: { ...step.target, kind: 'policy-document' },
    });
  const stand = cliStand(source, step);
  switch (stand.kind) {
    case 'role': {
      // It is deleted only while its trust is the one that it was made with.
      const target = { kind: 'trust', roleName: stand.roleName } as const;
      return liveOf(source, { ...step, target });
    }
    case 'document':
      return {
        read: ['iam', ...stand.read, '--output=json'],
        after: stand.after,
        sumOf: `printf '%s' "$live"`,
      };
    case 'text':
      return {
        read: [...stand.read, '--output=text'],
        after: stand.after,
        sumOf: `printf '%s' "$live" | tr -d '[:space:]'`,
      };
    case 'value':
      return {
        read: ['iam', ...stand.read, '--output=text'],
        after: stand.after,
        sumOf: null,
      };
    case 'gone':
      return {
        read: ['iam', ...stand.read, '--output=text'],
        after: [NONE],
        sumOf: null,
      };
    default:
      return stand satisfies never;
  }
}
