import { defineOpenRead } from '@/lib/server/define-open-read';
import { issuerDocuments } from '@/lib/server/issuer/issuer-documents';

/** The public keys of a workspace's issuer. */
export const GET = defineOpenRead('This issuer', async (ports, params) => {
  const documents = await issuerDocuments(ports, params);
  return documents?.keySet ?? null;
});
