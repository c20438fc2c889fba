import { worldAround } from '../compare/world-around';
import type { DocumentKind } from '../validate/document-kind';
import type { FindingCode } from './catalogue';
import type { Finding } from './finding';
import { lintSubject } from './lint-subject';
import { sayArn } from './principals';

/** What these say depends on who exists, and of a document alone that is not known. */
const OF_THE_INVENTORY = new Set<FindingCode>([
  'federated-provider-missing',
  'trust-dangling-principal',
  'trust-missing-principal',
  'self-assume-not-trusted',
]);

/**
 * The findings of `lint` about a document that hangs nowhere yet, as far as they do not depend
 * on the inventory. Empty for kinds that do not hang on a role. Never throws.
 */
export function lintDocument(document: unknown, kind: DocumentKind): Finding[] {
  const around = worldAround(document, kind, null);
  if (!around) return [];
  const { place } = around;
  const subject = place.kind === 'trust' ? place.roleArn : place.ownerArn;
  const name = sayArn(subject);
  // It has no name yet: `role new` → `the role`.
  const unnamed = (text: string) => text.replaceAll(name, `the ${name.split(' ')[0]}`);
  return lintSubject(around.world, subject)
    .filter(
      ({ code, policy }) => policy.kind === place.kind && !OF_THE_INVENTORY.has(code),
    )
    .map((one) => ({ ...one, message: unnamed(one.message), why: unnamed(one.why) }));
}
