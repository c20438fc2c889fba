import { SearchInput } from '@/lib/inventory/schema';
import { searchInventory } from '@/lib/inventory/search-inventory';
import { defineRoute } from '@/lib/server/define-route';

export const GET = defineRoute(
  { permission: 'inventory:read', input: SearchInput },
  ({ ports, actor }, input) => searchInventory(ports, actor, input),
);
