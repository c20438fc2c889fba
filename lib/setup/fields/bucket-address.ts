import { nameOfArn, parseArn } from '@/lib/core/arn';

type Address =
  | { ok: true; name: string; keys: string; partition: string | null }
  | { ok: false; message: string };

/** Takes the text that names a bucket apart; a name alone is left as it is. */
export function addressOf(text: string): Address {
  if (text.startsWith('arn:')) return addressOfArn(text);
  const [, rest] = /^s3:\/\/(.+)$/i.exec(text) ?? [];
  if (rest !== undefined) return split(rest, null);
  if (/^https?:\/\//i.test(text)) return addressOfUrl(text);
  return { ok: true, name: text, keys: '', partition: null };
}

function addressOfArn(text: string): Address {
  const parts = parseArn(text);
  if (parts?.service === 'iam' && parts.resource.startsWith('role/'))
    return { ok: false, message: sayRole(nameOfArn(text)) };
  if (parts?.service !== 's3')
    return {
      ok: false,
      message: 'This ARN is not of S3. Give a bucket: arn:aws:s3:::name.',
    };
  if (/^accesspoint[:/]/.test(parts.resource))
    return { ok: false, message: 'This is an access point. Give the bucket behind it.' };
  return split(parts.resource, parts.partition);
}

const sayRole = (name: string): string =>
  `${name} is a role, not a bucket. To let people take it, open its page in Access, tab “Who may take it here”: “Give it to somebody”, or “Let this console hand it out…” where the console cannot take it yet.`;

function addressOfUrl(text: string): Address {
  const url = URL.canParse(text) ? new URL(text) : null;
  const [, name] =
    /^([a-z0-9.-]+)\.s3[.-][a-z0-9.-]*amazonaws\.com(\.cn)?$/.exec(url?.host ?? '') ?? [];
  if (url && name) return split(`${name}${url.pathname}`, null);
  const [, ofConsole] =
    /\/s3\/(?:buckets|object)\/([^/?]+)/.exec(url?.pathname ?? '') ?? [];
  if (ofConsole) return split(ofConsole, null);
  return { ok: false, message: 'This is not the address of a bucket. Give its name.' };
}

function split(path: string, partition: string | null): Address {
  const [name = '', ...keys] = path.split('/');
  return { ok: true, name, keys: keys.join('/').replace(/^\*$/, ''), partition };
}
