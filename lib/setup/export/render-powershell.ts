import { PLAN_TAG } from '../plan/plan-steps';
import { NONE } from './cli-stand';
import { type CliStep, cliSteps } from './cli-steps';
import type { AccountSource, PlanSource } from './plan-source';
import { IDLE_VERSIONS_MAX, IDLE_VERSIONS_QUERY } from './policy-versions';
import { oneLine, quotePowerShell } from './quote';
import { scriptComments } from './script-comments';

/**
 * The same script for PowerShell, from Windows' own 5.1 on. Documents go through files, because
 * 5.1 loses double quotes of arguments.
 */
export function renderPowerShell(source: PlanSource, account: AccountSource): string {
  const steps = cliSteps(source, account);
  return [
    ...head(source, account),
    '',
    HELPERS,
    ...furtherHelpers(steps),
    '',
    '$Steps = @(',
    steps.map(stepTable).join(',\n'),
    ')',
    '',
    RUN,
    `  Assert-Account ${quotePowerShell(account.accountId)}`,
    RUN_STEPS,
    '',
  ].join('\n');
}

function head(source: PlanSource, account: AccountSource): string[] {
  const { practiceUrl } = source;
  return [
    ...(practiceUrl === null ? [] : ['# practice account']),
    ...scriptComments('powershell', source, account),
    "$ErrorActionPreference = 'Stop'",
    "$env:AWS_PAGER = ''",
    "$env:PYTHONUTF8 = '1'",
    ...(practiceUrl === null
      ? []
      : [`$env:AWS_ENDPOINT_URL = ${quotePowerShell(practiceUrl)}`]),
    `if (-not $env:AWS_DEFAULT_REGION) { $env:AWS_DEFAULT_REGION = ${quotePowerShell(account.region)} }`,
  ];
}

const HELPERS = String.raw`$Utf8 = New-Object Text.UTF8Encoding $false
[Console]::OutputEncoding = $Utf8
$Folder = Join-Path ([IO.Path]::GetTempPath()) ([Guid]::NewGuid().ToString())

function Invoke-Aws([string[]] $Arguments, [switch] $MayBeMissing) {
  # Windows PowerShell takes anything on stderr for a failure of its own.
  $ErrorActionPreference = 'Continue'
  $errors = Join-Path $Folder 'errors.txt'
  $lines = & aws @Arguments 2> $errors
  if ($LASTEXITCODE -eq 0) { return ($lines -join "${'`'}n") }
  $said = Get-Content -Raw $errors
  if ($MayBeMissing -and $said -match '\(NoSuchEntity\)') { return '' }
  throw $said
}

function Save-Text([string] $Name, [string] $Text) {
  $path = Join-Path $Folder $Name
  [IO.File]::WriteAllText($path, $Text, $Utf8)
  return "file://$path"
}

function Get-Sum([string] $Text) {
  $sum = [Security.Cryptography.SHA256]::Create().ComputeHash($Utf8.GetBytes($Text))
  return ([BitConverter]::ToString($sum) -replace '-', '').ToLowerInvariant()
}

# Where a document stands: before, after, or other.
function Get-DocumentStand([string[]] $Before, [string[]] $After, [string[]] $Read) {
  $live = Invoke-Aws (@('iam') + $Read + @('--output', 'json')) -MayBeMissing
  $sum = Get-Sum $live
  if ($After -contains $sum) { return 'after' }
  if ($Before -contains $sum) { return 'before' }
  return 'other'
}

# The same for a role that the plan makes, told by the tag that names the plan.
function Get-RoleStand([string] $RoleName, [string] $PlanId) {
  $tags = Invoke-Aws @('iam', 'get-role', "--role-name=$RoleName", '--query=Role.Tags', '--output', 'json') -MayBeMissing
  if ($tags -eq '') { return 'before' }
  $plan = ((ConvertFrom-Json $tags) | Where-Object { $_.Key -eq '${PLAN_TAG}' }).Value
  if ($plan -eq $PlanId) { return 'after' }
  return 'other'
}

function Assert-Account([string] $AccountId) {
  $here = (Invoke-Aws @('sts', 'get-caller-identity', '--query', 'Account', '--output', 'text')).Trim()
  if ($here -ne $AccountId) { throw "Stopped: these keys are of account $here, not of $AccountId." }
}

function Assert-Unchanged([string] $Stand, [string] $Title) {
  if ($Stand -eq 'other') { throw "Stopped: $($Title): what is live was changed since the plan was made. Make a new plan." }
}`;

/** Only what a plan writes needs a way to be read. */
const furtherHelpers = (steps: CliStep[]): string[] => [
  ...(steps.some(({ stand }) => stand.kind === 'text') ? ['', TEXT_HELPER] : []),
  ...(steps.some(({ stand }) => stand.kind === 'value') ? ['', VALUE_HELPER] : []),
  ...(steps.some(({ stand }) => stand.kind === 'gone') ? ['', GONE_HELPER] : []),
  ...(steps.some(({ roomIn }) => roomIn !== null) ? ['', ROOM_HELPER] : []),
];

const TEXT_HELPER = String.raw`# The same for a document of another service, whose white space does not count.
function Get-TextStand([string[]] $Before, [string[]] $After, [string[]] $Read) {
  try { $live = Invoke-Aws ($Read + @('--output', 'text')) }
  catch {
    if ("$_" -notmatch '\(NoSuchBucketPolicy\)') { throw }
    $live = ''
  }
  $sum = Get-Sum ($live -replace '[ \t\n\v\f\r]', '')
  if ($After -contains $sum) { return 'after' }
  if ($Before -contains $sum) { return 'before' }
  return 'other'
}`;

const VALUE_HELPER = `# The same for one value, which is nothing, or what is told of nothing, before it is written.
function Get-ValueStand([string[]] $Before, [string[]] $After, [string[]] $Read) {
  $live = "$(Invoke-Aws (@('iam') + $Read + @('--output', 'text')) -MayBeMissing)".Trim()
  if ($After -contains $live) { return 'after' }
  if ($live -eq '' -or $Before -contains $live) { return 'before' }
  return 'other'
}`;

const GONE_HELPER = `# The same for one value that is taken away: without its holder it is gone as well.
function Get-GoneStand([string[]] $Before, [string[]] $Read) {
  $live = "$(Invoke-Aws (@('iam') + $Read + @('--output', 'text')) -MayBeMissing)".Trim()
  if ($live -eq '' -or $live -eq '${NONE}') { return 'after' }
  if ($Before -contains $live) { return 'before' }
  return 'other'
}`;

const ROOM_HELPER = `# AWS keeps few versions of a policy: the oldest that does not hold makes room for one more.
function Clear-Room([string] $PolicyArn) {
  $versions = Invoke-Aws @('iam', 'list-policy-versions', "--policy-arn=$PolicyArn", '${IDLE_VERSIONS_QUERY}', '--output', 'text')
  $idle = @("$versions" -split '\\s+' | Where-Object { $_ } | Sort-Object { [int] $_.Substring(1) })
  if ($idle.Count -lt ${IDLE_VERSIONS_MAX}) { return }
  $null = Invoke-Aws @('iam', 'delete-policy-version', "--policy-arn=$PolicyArn", "--version-id=$($idle[0])")
}`;

function stepTable(step: CliStep): string {
  const { number, title, service, isCheckedFirst, request, document, waitFor, roomIn } =
    step;
  const options = [
    ...(request === null
      ? []
      : [
          `'--cli-input-json', (Save-Text 'request-${number}.json' ${quotePowerShell(request)})`,
        ]),
    ...(document === null
      ? []
      : [
          `'${document.option}', (Save-Text 'document-${number}.json' ${quotePowerShell(document.text)})`,
        ]),
  ];
  const words = list([service, ...step.write]);
  const call = options.length === 0 ? words : `(${words} + @(${options.join(', ')}))`;
  return [
    '  @{',
    `    Title = ${quotePowerShell(oneLine(title))}`,
    `    IsCheckedFirst = $${isCheckedFirst}`,
    `    Done = '${step.isRemoval ? 'Removed' : 'Written'}'`,
    `    Stand = { ${standCall(step)} }`,
    '    Write = {',
    ...(roomIn === null ? [] : [`      Clear-Room ${quotePowerShell(roomIn)}`]),
    `      $null = Invoke-Aws ${call}`,
    ...(waitFor === null
      ? []
      : [`      $null = Invoke-Aws ${list(['iam', 'wait', ...waitFor])}`]),
    '    }',
    '  }',
  ].join('\n');
}

const list = (words: string[]): string => `@(${words.map(quotePowerShell).join(', ')})`;

const STAND_CALLS = {
  document: 'Get-DocumentStand',
  text: 'Get-TextStand',
  value: 'Get-ValueStand',
  gone: 'Get-GoneStand',
};

function standCall({ stand }: CliStep): string {
  if (stand.kind === 'role')
    return `Get-RoleStand ${quotePowerShell(stand.roleName)} ${quotePowerShell(stand.planId)}`;
  const known = stand.kind === 'gone' ? [stand.before] : [stand.before, stand.after];
  return `${STAND_CALLS[stand.kind]} ${[...known, stand.read].map(list).join(' ')}`;
}

const RUN = `$null = New-Item -ItemType Directory -Path $Folder
try {`;

const RUN_STEPS = `  # Nothing is written while anything differs from what the plan was made from.
  foreach ($step in $Steps) {
    if ($step.IsCheckedFirst) { Assert-Unchanged (& $step.Stand) $step.Title }
  }
  foreach ($step in $Steps) {
    $stand = & $step.Stand
    Assert-Unchanged $stand $step.Title
    if ($stand -eq 'after') { Write-Output "Already so: $($step.Title)"; continue }
    & $step.Write
    Write-Output "$($step.Done): $($step.Title)"
  }
} finally {
  Remove-Item -Recurse -Force $Folder
}`;
