'use client';

import { Button } from '@/components/ui/button';
import type { AccessPage } from '@/lib/inventory/schema';
import type { AccessState } from './use-access';

type AccessPagerProps = { page: AccessPage; access: AccessState };

export function AccessPager({ page, access }: AccessPagerProps) {
  const pagesTotal = Math.ceil(page.matchesTotal / page.pageSize);
  const current = access.filter.page;
  if (pagesTotal <= 1) return null;
  return (
    <nav aria-label="Pages" className="mt-4 flex items-center gap-3">
      <Button
        size="row"
        isDisabled={current <= 1}
        onPress={() => access.change({ page: current - 1 })}
      >
        Previous
      </Button>
      <span className="text-sm text-muted">
        Page {current} of {pagesTotal}
      </span>
      <Button
        size="row"
        isDisabled={current >= pagesTotal}
        onPress={() => access.change({ page: current + 1 })}
      >
        Next
      </Button>
    </nav>
  );
}
