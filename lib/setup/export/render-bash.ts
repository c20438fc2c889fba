import { NONE } from './cli-stand';
import { type CliStep, cliSteps, PLAN_TAG_QUERY } from './cli-steps';
import type { AccountSource, PlanSource } from './plan-source';
import { makeRoom } from './policy-versions';
import { hereDocumentEnd, oneLine, quoteBash } from './quote';
import { scriptComments } from './script-comments';

/**
 * A bash script that writes one account's half by the aws command. It reads before it writes:
 * what is already so is left, and what is neither as planned nor as before stops it.
 */
export function renderBash(source: PlanSource, account: AccountSource): string {
  const steps = cliSteps(source, account);
  return [
    ...head(source, account),
    '',
    HELPERS,
    ...furtherHelpers(steps),
    ...steps.flatMap((step) => ['', ...functionsOf(step)]),
    '',
    `expect_account ${quoteBash(account.accountId)}`,
    '# Nothing is written while anything differs from what the plan was made from.',
    ...steps
      .filter(({ isCheckedFirst }) => isCheckedFirst)
      .map((step) => `check ${step.number} ${quoteBash(oneLine(step.title))}`),
    ...steps.map(makeCall),
    '',
  ].join('\n');
}

const makeCall = ({ number, title, isRemoval }: CliStep): string =>
  `make ${number} ${quoteBash(oneLine(title))}${isRemoval ? ' Removed' : ''}`;

function head(source: PlanSource, account: AccountSource): string[] {
  const { practiceUrl } = source;
  return [
    practiceUrl === null ? '#!/usr/bin/env bash' : '# practice account',
    ...scriptComments('bash', source, account),
    'set -euo pipefail',
    "export AWS_PAGER=''",
    ...(practiceUrl === null
      ? []
      : [`export AWS_ENDPOINT_URL=${quoteBash(practiceUrl)}`]),
    `if [ -z "\${AWS_DEFAULT_REGION:-}" ]; then export AWS_DEFAULT_REGION=${quoteBash(account.region)}; fi`,
  ];
}

const HELPERS = String.raw`errors=$(mktemp)
trap 'rm -f "$errors"' EXIT

refuse() {
  printf 'Stopped: %s\n' "$1" >&2
  exit 1
}

sha256() {
  if command -v sha256sum > /dev/null; then sha256sum; else shasum -a 256; fi | cut -d ' ' -f 1
}

# Prints what is live; nothing when there is none.
read_live() {
  aws iam "$@" 2> "$errors" && return 0
  grep -q '(NoSuchEntity)' "$errors" && return 0
  cat "$errors" >&2
  return 1
}

# Prints where a document stands: before, after, or other. $1 and $2 are SHA-256 sums of its
# forms before and after, $3 and on is the call that reads it.
document_stand() {
  local before=$1 after=$2 live sum
  shift 2
  live=$(read_live "$@" --output json) || return 1
  sum=$(printf '%s' "$live" | sha256) || return 1
  case " $after " in *" $sum "*) echo after && return 0 ;; esac
  case " $before " in *" $sum "*) echo before && return 0 ;; esac
  echo other
}

# The same for a role that the plan makes, told by the tag that names the plan.
role_stand() {
  local plan
  plan=$(read_live get-role "--role-name=$1" --query "${PLAN_TAG_QUERY}" --output text) || return 1
  case $plan in
    '') echo before ;;
    "$2") echo after ;;
    *) echo other ;;
  esac
}

expect_account() {
  local here
  here=$(aws sts get-caller-identity --query Account --output text)
  [ "$here" = "$1" ] || refuse "these keys are of account $here, not of $1."
}

check() {
  local stand
  stand=$("stand_$1")
  [ "$stand" != other ] || refuse "$2: what is live was changed since the plan was made. Make a new plan."
}

make() {
  local stand
  stand=$("stand_$1")
  case $stand in
    after) printf 'Already so: %s\n' "$2" ;;
    before)
      "write_$1"
      printf '%s: %s\n' "${'$'}{3:-Written}" "$2"
      ;;
    *) refuse "$2: what is live was changed since the plan was made. Make a new plan." ;;
  esac
}`;

/** Only what a plan writes needs a way to be read. */
const furtherHelpers = (steps: CliStep[]): string[] => [
  ...(steps.some(({ stand }) => stand.kind === 'text') ? ['', TEXT_HELPER] : []),
  ...(steps.some(({ stand }) => stand.kind === 'value') ? ['', VALUE_HELPER] : []),
  ...(steps.some(({ stand }) => stand.kind === 'gone') ? ['', GONE_HELPER] : []),
];

const TEXT_HELPER = `# The same for a document of another service, whose white space does not count.
text_stand() {
  local before=$1 after=$2 live sum
  shift 2
  if ! live=$(aws "$@" --output text 2> "$errors"); then
    grep -q '(NoSuchBucketPolicy)' "$errors" || { cat "$errors" >&2; return 1; }
    live=''
  fi
  sum=$(printf '%s' "$live" | tr -d '[:space:]' | sha256) || return 1
  case " $after " in *" $sum "*) echo after && return 0 ;; esac
  case " $before " in *" $sum "*) echo before && return 0 ;; esac
  echo other
}`;

const VALUE_HELPER = `# The same for one value. $1 is what there is before it is written, beside nothing at all.
value_stand() {
  local before=$1 after=$2 live
  shift 2
  live=$(read_live "$@" --output text) || return 1
  case $live in
    "$after") echo after ;;
    '' | "$before") echo before ;;
    *) echo other ;;
  esac
}`;

const GONE_HELPER = `# The same for one value that is taken away: without its holder it is gone as well.
gone_stand() {
  local before=$1 live
  shift
  live=$(read_live "$@" --output text) || return 1
  case $live in
    '' | ${NONE}) echo after ;;
    "$before") echo before ;;
    *) echo other ;;
  esac
}`;

function functionsOf(step: CliStep): string[] {
  const { number, service, request, document, waitFor, roomIn } = step;
  const variables = [
    ...(document === null ? [] : [{ name: 'document', text: document.text }]),
    ...(request === null ? [] : [{ name: 'request', text: request }]),
  ];
  const options = [
    ...(request === null ? [] : [' --cli-input-json "$request"']),
    ...(document === null ? [] : [` ${document.option} "$document"`]),
  ];
  return [
    `# ${number}. ${oneLine(step.title)}`,
    `stand_${number}() {`,
    `  ${standCall(step)}`,
    '}',
    `write_${number}() {`,
    ...(variables.length === 0
      ? []
      : [`  local ${variables.map(({ name }) => name).join(' ')}`]),
    ...variables.flatMap(({ name, text }) => hereDocument(name, text)),
    ...(roomIn === null ? [] : ['local idle', ...makeRoom(roomIn)]).map(
      (line) => `  ${line}`,
    ),
    `  aws ${service} ${words(step.write)}${options.join('')} > /dev/null`,
    ...(waitFor === null ? [] : [`  aws iam wait ${words(waitFor)}`]),
    '}',
  ];
}

const words = (args: string[]): string => args.map(quoteBash).join(' ');

function standCall({ stand }: CliStep): string {
  if (stand.kind === 'role') return `role_stand ${words([stand.roleName, stand.planId])}`;
  const known = stand.kind === 'gone' ? [stand.before] : [stand.before, stand.after];
  const sums = known.map((forms) => quoteBash(forms.join(' ')));
  return `${stand.kind}_stand ${sums.join(' ')} ${words(stand.read)}`;
}

/** By read, not by a substitution: bash 3.2 miscounts quotes of a here-document inside one. */
function hereDocument(variable: string, text: string): string[] {
  const end = hereDocumentEnd(text);
  return [
    `  IFS= read -r -d '' ${variable} << '${end}' || true`,
    text,
    end,
    `  ${variable}=\${${variable}%$'\\n'}`,
  ];
}
