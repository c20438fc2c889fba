import { queryOptions } from '@tanstack/react-query';
import { typedAnswerOf } from '@/components/ui/answer-of';
import { accountPath, DOCTOR_PATH, PEOPLE_PATH, rolePath } from '@/lib/core/links';
import type { SearchHit } from '@/lib/inventory/schema';
import type { PaletteItem, PaletteSection } from './palette';

type Hit = Omit<SearchHit, 'kind'> & { kind: string };

const keptMs = 30_000;

export const paletteQuery = (searchUrl: string, text: string) =>
  queryOptions({
    queryKey: ['palette', searchUrl, text],
    queryFn: async ({ signal }) => {
      const response = await fetch(`${searchUrl}?${new URLSearchParams({ q: text })}`, {
        signal,
      });
      return typedAnswerOf<SearchHit[]>(response, 'list');
    },
    enabled: text.length > 0,
    staleTime: keptMs,
  });

const pages: readonly PaletteItem[] = [
  { id: 'page-home', title: 'Home', detail: 'your roles', href: '/' },
  { id: 'page-access', title: 'Access', detail: 'who can assume what', href: '/access' },
  {
    id: 'page-doctor',
    title: 'Doctor',
    detail: 'why was it denied',
    href: DOCTOR_PATH,
  },
  { id: 'page-new', title: 'New access', detail: 'build a crossing', href: '/new' },
  { id: 'page-activity', title: 'Activity', detail: 'what was done', href: '/activity' },
  { id: 'page-settings', title: 'Settings', href: '/settings' },
  { id: 'page-people', title: 'People', detail: 'members, invites', href: PEOPLE_PATH },
  {
    id: 'page-accounts',
    title: 'Accounts and connections',
    href: '/settings/accounts',
  },
];

const kindWords: Record<string, string> = {
  role: 'role',
  user: 'person or workload',
  group: 'group',
  bucket: 'bucket',
  'account-page': 'account',
};

function hrefOf({ kind, arn, name, accountId }: Hit): string {
  if (kind === 'role') return rolePath(arn);
  if (kind === 'account-page') return accountPath(accountId);
  return `/access?${new URLSearchParams({ q: name })}`;
}

function itemOf(hit: Hit): PaletteItem {
  const kind = kindWords[hit.kind] ?? hit.kind;
  const isAccount = hit.kind === 'account-page';
  return {
    id: `${hit.kind} ${hit.id}`,
    title: hit.name,
    detail: isAccount ? hit.accountId : `${kind} in ${hit.accountName}`,
    href: hrefOf(hit),
  };
}

/** What the palette shows: pages whose name holds the text, then what the inventory found. */
export function paletteSections(text: string, hits: readonly Hit[]): PaletteSection[] {
  const wanted = text.trim().toLowerCase();
  const named = pages.filter(({ title }) => title.toLowerCase().includes(wanted));
  return [
    { id: 'found', title: 'In your accounts', items: hits.slice(0, 20).map(itemOf) },
    { id: 'pages', title: 'Pages', items: named },
  ].filter(({ items }) => items.length > 0);
}
