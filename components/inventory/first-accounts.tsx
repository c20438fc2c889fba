import { PageHeader } from '@/components/frame/page-header';
import { StartCards } from './start-cards';

type FirstAccountsProps = {
  connectHref: string;
  /** Where the practice accounts are; null where this workspace has none. */
  practiceHref?: string | null | undefined;
};

/** Nothing is connected yet: the ways to begin, with what each needs, changes and takes. */
export function FirstAccounts({ connectHref, practiceHref = null }: FirstAccountsProps) {
  return (
    <>
      <PageHeader
        title="Where would you like to start?"
        lead="Drawbridge only reads until you apply a plan yourself. Disconnecting leaves your AWS roles as they are."
      />
      <StartCards connectHref={connectHref} practiceHref={practiceHref} />
    </>
  );
}
