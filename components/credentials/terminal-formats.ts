import type { CredentialFormat } from '@/lib/credentials/schema';

type FormatFacts = { id: CredentialFormat; label: string; detail: string };

/** The forms that can be pasted, in the order of the tabs; keys 1 to 7 choose them. */
export const TERMINAL_FORMATS: readonly FormatFacts[] = [
  { id: 'bash', label: 'bash', detail: 'export lines, for bash and zsh' },
  { id: 'fish', label: 'fish', detail: 'set -gx lines' },
  { id: 'powershell', label: 'PowerShell', detail: '$Env: lines' },
  { id: 'cmd', label: 'cmd', detail: 'SET lines for the Windows prompt' },
  {
    id: 'credentials-file',
    label: 'credentials file',
    detail: 'a profile for ~/.aws/credentials',
  },
  { id: 'json', label: 'JSON', detail: 'the answer of STS as it came' },
  { id: 'dotenv', label: '.env', detail: 'KEY=value lines' },
];

export const labelOfFormat = (format: CredentialFormat): string =>
  TERMINAL_FORMATS.find(({ id }) => id === format)?.label ?? format;

export const isFormat = (id: unknown): id is CredentialFormat =>
  TERMINAL_FORMATS.some((format) => format.id === id);

const MASK = '••••••••';

const KEYS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'];

const LINE: Record<
  Exclude<CredentialFormat, 'credentials-file' | 'json'>,
  (key: string, value: string) => string
> = {
  bash: (key, value) => `export ${key}=${value}`,
  fish: (key, value) => `set -gx ${key} ${value}`,
  powershell: (key, value) => `$Env:${key}="${value}"`,
  cmd: (key, value) => `SET ${key}=${value}`,
  dotenv: (key, value) => `${key}=${value}`,
};

/** The shape of what will be copied, with dots where the secrets go. */
export function maskedText(
  format: CredentialFormat,
  { region, profile }: { region: string; profile: string },
): string {
  if (format === 'json') {
    const members = ['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration'];
    const masked = Object.fromEntries(members.map((name) => [name, MASK]));
    return JSON.stringify({ Credentials: masked }, null, 4);
  }
  if (format === 'credentials-file') {
    const lines = KEYS.map((key) => `${key.toLowerCase()} = ${MASK}`);
    return [`[${profile}]`, ...lines].join('\n');
  }
  const line = LINE[format];
  return [...KEYS.map((key) => line(key, MASK)), line('AWS_REGION', region)].join('\n');
}
