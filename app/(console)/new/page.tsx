import { titled } from '@/components/frame/titled';
import { NewAccessWizard } from '@/components/setup/new-access-wizard';
import { found, requireContext } from '@/lib/server/context';
import { draftOfOffer, readOffer } from '@/lib/setup/draft-offer';
import { openDraft } from '@/lib/setup/open-draft';
import { createPlanAction } from './actions';

type Props = { searchParams: Promise<{ fill?: string | string[] }> };

async function NewAccess({ searchParams }: Props) {
  const { ports, actor } = await requireContext();
  const offer = readOffer((await searchParams).fill);
  return (
    <NewAccessWizard
      offer={offer && draftOfOffer(offer)}
      draft={found(await openDraft(ports, actor))}
      searchUrl="/api/v1/search"
      previewUrl="/api/v1/preview"
      draftsUrl="/api/v1/drafts"
      createPlan={createPlanAction}
    />
  );
}

export default titled('New access', NewAccess);
