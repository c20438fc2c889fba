import type { ParsedStatement } from '@/lib/iam/parse/policy';
import { rememberPolicy } from '@/lib/iam/parse/remember-policy';
import { SERVICE_TITLES } from './service-titles';

/** The service of an action pattern; null where it may be any. */
const serviceOf = (pattern: string): string | null => {
  const service = pattern.slice(0, Math.max(pattern.indexOf(':'), 0));
  return service === '' || /[*?]/.test(service) ? null : service;
};

/** `NotAction` grants every service but those it excludes as a whole. */
function servicesOf({ action: { isNegated, patterns } }: ParsedStatement): string[] {
  const all = [...SERVICE_TITLES.keys()];
  if (isNegated) {
    const excluded = new Set(patterns.map(({ text }) => text));
    return all.filter((service) => !excluded.has(`${service}:*`));
  }
  const named = patterns.map(({ text }) => serviceOf(text));
  return named.includes(null) ? all : named.filter((service) => service !== null);
}

/** Namespaces of the services that identity policies let somebody use, in order. */
export function grantedServices(documents: string[]): string[] {
  const granted = documents
    .flatMap((document) => rememberPolicy(document, 'identity').statements)
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(servicesOf);
  return [...new Set(granted)].sort();
}
