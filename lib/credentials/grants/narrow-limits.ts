import type { AppError } from '@/lib/core/errors';
import { err, ok, type Result } from '@/lib/core/result';
import { parseIpRange } from '@/lib/iam/conditions/ip';
import type { GrantTerms } from '@/lib/ports';
import type { LimitService } from '../limit-services';
import { type SessionLimits, sayLimits } from '../session-limits';

/** What a grant takes away from every session, in the words of a session's own limits. */
export const limitsOf = ({
  isReadOnly,
  services,
  fromIp,
}: Pick<GrantTerms, 'isReadOnly' | 'services' | 'fromIp'>): SessionLimits => ({
  isReadOnly,
  // Checked on the way in. One that the list lost since still limits.
  services: services as LimitService[],
  fromIp,
});

/** What a person asks for within what their grant leaves: less, never more. */
export function narrowLimits(
  grant: SessionLimits,
  wish: SessionLimits,
): Result<SessionLimits, AppError> {
  const services = narrowServices(grant.services, wish.services);
  if (services === null) return err(outside(grant, 'services'));
  const fromIp = narrowAddress(grant.fromIp, wish.fromIp);
  if (fromIp === undefined) return err(outside(grant, 'fromIp'));
  return ok({ isReadOnly: grant.isReadOnly || wish.isReadOnly, services, fromIp });
}

function narrowServices(
  granted: readonly LimitService[],
  wanted: readonly LimitService[],
): readonly LimitService[] | null {
  if (granted.length === 0) return wanted;
  if (wanted.length === 0) return granted;
  const both = wanted.filter((service) => granted.includes(service));
  return both.length > 0 ? both : null;
}

/** Undefined when the address that is wanted is not within the one that is granted. */
function narrowAddress(
  granted: string | null,
  wanted: string | null,
): string | null | undefined {
  if (granted === null || wanted === null) return wanted ?? granted;
  const outer = parseIpRange(granted);
  const inner = parseIpRange(wanted);
  if (!outer || !inner || outer.bits !== inner.bits || inner.prefix < outer.prefix)
    return undefined;
  const shift = BigInt(outer.bits - outer.prefix);
  return outer.value >> shift === inner.value >> shift ? wanted : undefined;
}

function outside(grant: SessionLimits, field: 'services' | 'fromIp'): AppError {
  const message = `Your grant for this role is ${sayLimits(grant) ?? 'without limits'}, and what you ask for is outside of that.`;
  return { kind: 'invalid_input', message, fields: { [field]: message } };
}
