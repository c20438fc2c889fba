import type { AttestationStore } from '@/lib/ports';
import type { PrismaClient } from './client';

/** What operators vouch for, one row for each item of a plan. */
export function createAttestationStore(prisma: PrismaClient): AttestationStore {
  return {
    listOf: (planId) =>
      prisma.attestation.findMany({ where: { planId }, orderBy: { item: 'asc' } }),

    async put(attestation) {
      const { planId, item } = attestation;
      await prisma.attestation.upsert({
        where: { planId_item: { planId, item } },
        create: attestation,
        update: attestation,
        select: { item: true },
      });
    },

    async remove(planId, item) {
      await prisma.attestation.deleteMany({ where: { planId, item } });
    },
  };
}
