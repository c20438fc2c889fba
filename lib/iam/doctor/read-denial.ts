import { actionOfOperation } from './action-of-operation';
import type { Denial } from './denial';
import { plainText } from './plain-text';
import { readDecoded } from './read-decoded';
import { readTold } from './read-told';

const SENTENCE =
  /\bUser: ?(\S{1,2100}) is not authorized to perform: ?([A-Za-z0-9-]{1,40}:[A-Za-z0-9*]{1,100})/;
const SENTENCE_CHARACTERS_MAX = 4_000;
const RESOURCE = /^ on resource: ?(?:"([^"]{1,2048})"|([^\s"'`<>(){}[\]]{1,2048}))/;
const ACTION = /^[A-Za-z0-9-]{1,40}:[A-Za-z0-9*]{1,100}$/;
const CALLER = /^arn:aws[a-z-]{0,20}:(?:iam|sts)::\d{12}:\S+$/;
const RESOURCE_ARN =
  /^arn:aws[a-z-]{0,20}:[a-z0-9-]{1,40}:[a-z0-9-]{0,30}:(?:\d{12}|aws)?:.+$/;

const SIGN_IN =
  /\bNot authorized to perform:? (sts:AssumeRoleWith(?:WebIdentity|SAML))\b/;
const OLD_KMS = /\bciphertext refers to a customer master key that does not exist\b/i;
const CLI = /\bAn error occurred \((\w{1,60})\) when calling the (\w{1,100}) operation\b/;
const GO = /\boperation error ([A-Za-z0-9]{1,40}): (\w{1,100}),/;
const CODE =
  /\b(AccessDenied(?:Exception|Fault)?|UnauthorizedOperation|UnauthorizedAccess|AuthorizationError)\b/;
const BARE = /\bAccess Denied\b/i;
const ENCODED = /\bEncoded authorization failure message: ?([\w-]{20,8000})/;
const UPLOAD = /\b(?:upload|copy) failed: .{1,1100}? to s3:\/\/(\S{3,1100})/;
const DOWNLOAD = /\bdownload failed: s3:\/\/(\S{3,1100}) to /;

/**
 * Reads who was refused what, and by which kind of policy, out of a message as AWS, its
 * command line, its SDKs or Terraform print it. Null when the text is no such message. What
 * the message does not say is null, never guessed. Pure; never throws.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function readDenial(pasted: string): Denial | null {
  const text = plainText(pasted);
  const sentence = SENTENCE.exec(text);
  const decoded = sentence ? null : checked(readDecoded(text));
  if (!sentence && !decoded && !isDenial(text)) return null;
  const frame = readFrame(text);
  const asked = sentence ? readSentence(text, sentence) : (decoded ?? readShort(text));
  return {
    ...frame,
    ...asked,
    action: asked.action ?? frame.action,
    resource: asked.resource ?? (sentence ? null : readCopied(text)),
    encodedMessage: ENCODED.exec(text)?.[1] ?? null,
  };
}

type Frame = Pick<Denial, 'code' | 'operation' | 'action'>;
type Asked = Pick<Denial, 'caller' | 'action' | 'resource' | 'told'>;

/** What stands around the sentence: the error's code and the operation that was called. */
function readFrame(text: string): Frame {
  const [, codeOfCli, calledByCli] = CLI.exec(text) ?? [];
  const [, sdk, calledByGo] = GO.exec(text) ?? [];
  const code = codeOfCli ?? CODE.exec(text)?.[1] ?? null;
  const operation = calledByCli ?? calledByGo ?? null;
  // Nobody but EC2 answers by this code.
  const service = sdk ?? (code === 'UnauthorizedOperation' ? 'ec2' : null);
  return { code, operation, action: actionOfOperation(operation, service) };
}

const isDenial = (text: string): boolean =>
  [CODE, BARE, SIGN_IN, OLD_KMS, ENCODED].some((pattern) => pattern.test(text));

function readSentence(text: string, sentence: RegExpExecArray): Asked {
  const [whole, who = '', action = ''] = sentence;
  const start = sentence.index + whole.length;
  const [rest = ''] = text.slice(start, start + SENTENCE_CHARACTERS_MAX).split(' User: ');
  const [, quoted, bare] = RESOURCE.exec(rest) ?? [];
  return {
    caller: callerOf(who),
    action,
    resource: resourceOf(quoted ?? bare?.replace(/[.,;]+$/, '')),
    told: readTold(rest),
  };
}

/** The same shapes as in a sentence: text of a stranger names nobody. */
const checked = (asked: Asked | null): Asked | null =>
  asked && {
    ...asked,
    caller: callerOf(asked.caller ?? ''),
    action: ACTION.test(asked.action ?? '') ? asked.action : null,
    resource: resourceOf(asked.resource ?? ''),
  };

function callerOf(who: string): string | null {
  if (who === 'anonymous') return '*';
  return CALLER.test(who) ? who : null;
}

/** Logs of pipelines put stars for account ids: that is nobody's ARN. */
const resourceOf = (text = ''): string | null =>
  text === '*' || (RESOURCE_ARN.test(text) && !text.includes('***')) ? text : null;

/** Messages without a caller: sign-ins by token, and KMS as it was worded before 2021. */
function readShort(text: string): Asked {
  const nothing = { caller: null, action: null, resource: null, told: null };
  const [, signIn] = SIGN_IN.exec(text) ?? [];
  if (signIn) return { ...nothing, action: signIn };
  if (!OLD_KMS.test(text)) return nothing;
  const told = { gate: 'resource', effect: 'unclear', policyArn: null } as const;
  return { ...nothing, action: 'kms:Decrypt', told };
}

/** `aws s3 cp` names the object, in its own way. */
function readCopied(text: string): string | null {
  const path = UPLOAD.exec(text)?.[1] ?? DOWNLOAD.exec(text)?.[1];
  return path ? `arn:aws:s3:::${path}` : null;
}
