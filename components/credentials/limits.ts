import type { LimitService } from '@/lib/credentials/limit-services';

/** What the person takes away from the session, as they typed it. */
export type Limits = {
  isReadOnly: boolean;
  services: readonly LimitService[];
  fromIp: string;
};

export const NO_LIMITS: Limits = { isReadOnly: false, services: [], fromIp: '' };

/** The texts of a form. What was not limited is left out. */
export const limitFields = ({ isReadOnly, services, fromIp }: Limits) => ({
  isReadOnly: isReadOnly ? 'true' : undefined,
  services: services.length > 0 ? services.join(',') : undefined,
  fromIp: fromIp.trim() || undefined,
});

export function sayCut({ isReadOnly, services, fromIp }: Limits): string {
  const cuts = [
    isReadOnly ? 'read only' : '',
    services.length === 1 ? '1 service' : '',
    services.length > 1 ? `${services.length} services` : '',
    fromIp.trim() ? `from ${fromIp.trim()}` : '',
  ].filter(Boolean);
  return cuts.length === 0 ? 'All that the role may do' : cuts.join(', ');
}
