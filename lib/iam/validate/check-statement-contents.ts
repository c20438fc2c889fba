import { isIpRange } from '../conditions/ip';
import type { DocumentProblem } from '../parse/policy';
import { isObject, type JsonObject, toScalars, toStrings } from '../parse/values';
import type { DocumentKind } from './document-kind';

type Complain = (code: string, message: string) => void;

const ACTION = /^(?:\*|\*:\*|[a-z0-9-]+:[\w*?-]+)$/i;
const PRINCIPAL =
  /^(?:\*|\d{12}|arn:aws[a-z-]*:iam::\d{12}:(?:root|user\/[!-~]+|role\/[!-~]+)|arn:aws[a-z-]*:sts::\d{12}:(?:assumed-role|federated-user)\/[!-~]+|A(?:IDA|ROA)[A-Z0-9]{12,})$/;

/** Values of a well-formed statement that AWS would refuse. */
export function checkStatementContents(
  statement: JsonObject,
  kind: DocumentKind,
  statementIndex: number,
): DocumentProblem[] {
  const problems: DocumentProblem[] = [];
  const complain = (code: string, message: string) =>
    problems.push({ code, message, statementIndex });
  checkActions(statement, kind, complain);
  checkResources(statement, complain);
  checkPrincipals(statement, complain);
  checkSid(statement, kind, complain);
  checkAddresses(statement['Condition'], complain);
  return problems;
}

function checkActions(
  statement: JsonObject,
  kind: DocumentKind,
  complain: Complain,
): void {
  const actions = toStrings(statement['Action'] ?? statement['NotAction']) ?? [];
  if (actions.length === 0) complain('missing-action', 'Name at least one action.');
  for (const action of actions) {
    if (!ACTION.test(action)) {
      complain('invalid-action', `Write "${action}" as service:action.`);
    } else if (kind === 'trust' && !/^(?:\*|sts:)/i.test(action)) {
      complain(
        'not-an-sts-action',
        `Remove ${action}: a trust policy allows STS actions only.`,
      );
    }
  }
}

function checkResources(statement: JsonObject, complain: Complain): void {
  const given = statement['Resource'] ?? statement['NotResource'];
  if (given === undefined) return;
  const resources = toStrings(given) ?? [];
  if (resources.length === 0) complain('missing-resource', 'Name at least one resource.');
  for (const resource of resources) {
    const isArn =
      resource === '*' || resource.split(':').length >= 6 || /^arn:.*\*$/.test(resource);
    if (!isArn || !/^(?:\*|arn:)/.test(resource)) {
      complain('invalid-resource', `Write "${resource}" as an ARN or as "*".`);
    }
  }
}

function checkPrincipals(statement: JsonObject, complain: Complain): void {
  const given = statement['Principal'] ?? statement['NotPrincipal'];
  if (!isObject(given)) return;
  if (Object.keys(given).length === 0) {
    complain('missing-principal', 'Name at least one principal.');
  }
  for (const entry of toStrings(given['AWS'] ?? []) ?? [])
    checkAwsPrincipal(entry, complain);
}

function checkAwsPrincipal(entry: string, complain: Complain): void {
  if (entry !== '*' && entry.includes('*')) {
    complain(
      'invalid-principal-wildcard',
      `Name the principal in full: "${entry}" has a wildcard, which a principal cannot have.`,
    );
  } else if (/:group\//.test(entry)) {
    complain('group-as-principal', 'Name users or roles: a group cannot be a principal.');
  } else if (!PRINCIPAL.test(entry)) {
    complain('invalid-principal', `Write "${entry}" as an account id, an ARN or "*".`);
  }
}

function checkSid(statement: JsonObject, kind: DocumentKind, complain: Complain): void {
  const sid = statement['Sid'];
  const isIam = kind !== 'bucket' && kind !== 'key';
  if (isIam && typeof sid === 'string' && !/^[A-Za-z0-9]*$/.test(sid)) {
    complain('invalid-sid', `Use letters and digits only in the Sid "${sid}".`);
  }
}

function checkAddresses(condition: unknown, complain: Complain): void {
  const values = Object.entries(isObject(condition) ? condition : {})
    .filter(([operator]) => /ipaddress(?:ifexists)?$/i.test(operator))
    .flatMap(([, block]) => Object.values(isObject(block) ? block : {}))
    .flatMap((given) => toScalars(given) ?? []);
  for (const value of values.filter((text) => !isIpRange(text))) {
    complain('invalid-address', `Write "${value}" as an IP address or range.`);
  }
}
