import { WorkspaceId } from '@/lib/core/ids';
import type { IssuerDocuments } from '@/lib/ports';
import type { Services } from '../service-ports';

/** What the issuer at this address publishes; null where there is none. */
export async function issuerDocuments(
  { identityTokens }: Pick<Services, 'identityTokens'>,
  params: Record<string, string>,
): Promise<IssuerDocuments | null> {
  const id = WorkspaceId.safeParse(params['workspaceId']);
  return id.success ? identityTokens.documentsOf(id.data) : null;
}
