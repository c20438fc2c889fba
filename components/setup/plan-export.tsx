'use client';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Menu } from '@/components/ui/menu';
import type { ExportFormat } from '@/lib/setup/export-schema';
import type { PlanView } from '@/lib/setup/plan-views';
import { ExportDrawer } from './export-drawer';

type PlanExportProps = { plan: PlanView; exportUrl: string };

/** The plan as files, for whoever lets their own tools write. */
export function PlanExport({ plan, exportUrl }: PlanExportProps) {
  const [format, setFormat] = useState<ExportFormat | null>(null);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields of a form */}
      <div
        role="group"
        aria-label="Export this plan"
        className="flex flex-wrap gap-2 max-sm:grid max-sm:w-full max-sm:grid-cols-2"
      >
        <Button size="small" onPress={() => setFormat('cloudformation')}>
          CloudFormation
        </Button>
        <Button size="small" onPress={() => setFormat('terraform')}>
          Terraform
        </Button>
        <Menu
          label="Shell of the scripts"
          trigger={
            <Button size="small">
              CLI
              <ChevronDown size={16} aria-hidden="true" />
            </Button>
          }
          actions={[
            { id: 'bash', label: 'bash' },
            { id: 'powershell', label: 'PowerShell' },
          ]}
          onAction={(id) => setFormat(id === 'powershell' ? id : 'bash')}
        />
        <Button size="small" onPress={() => setFormat('json')}>
          JSON
        </Button>
      </div>
      {format ? (
        <ExportDrawer
          plan={plan}
          exportUrl={exportUrl}
          format={format}
          onClose={() => setFormat(null)}
        />
      ) : null}
    </>
  );
}
