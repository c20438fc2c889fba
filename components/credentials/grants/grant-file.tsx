'use client';

import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { TextAreaField } from '@/components/ui/text-area-field';
import { ImportPreview } from './import-preview';
import type { ImportActions } from './types';
import { useImport } from './use-import';

type GrantFileProps = {
  actions: ImportActions;
  fileUrl: string;
  grantsTotal: number;
};

/** All grants as a file: fetched, changed by hand or by a program, shown, then written whole. */
export function GrantFile({ actions, fileUrl, grantsTotal }: GrantFileProps) {
  const state = useImport(actions);
  return (
    <section aria-labelledby="file-title" className="card grid gap-4 p-6 max-md:p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="file-title">Grants as a file</h2>
        <a href={fileUrl} download="grants.json" className={buttonClass({ size: 'row' })}>
          Download {grantsTotal === 1 ? '1 grant' : `${grantsTotal} grants`}
        </a>
      </div>
      <p className="text-sm text-muted">
        What the file lists for a role is what stands afterwards. A role that it does not
        name stays as it is; one with an empty list is given to nobody.
      </p>
      <TextAreaField
        label="File"
        isMono
        rows={8}
        value={state.text}
        onChange={state.setText}
        placeholder={EXAMPLE}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button
          isPending={state.busy === 'preview'}
          pendingText="Reading…"
          isDisabled={state.text === ''}
          onPress={() => void state.preview()}
        >
          Show what it changes
        </Button>
        <label className="text-sm">
          or choose one{' '}
          <input
            type="file"
            accept=".json,application/json"
            className="file-input"
            onChange={(event) => {
              void state.choose(event.target.files?.[0]);
              // Else the browser says nothing when the same file is chosen again, mended.
              event.target.value = '';
            }}
          />
        </label>
      </div>
      {state.refusal ? (
        <Banner tone="danger" title="Nothing was changed" isAnnounced>
          {state.refusal}
        </Banner>
      ) : null}
      {state.shown ? <ImportPreview shown={state.shown} state={state} /> : null}
    </section>
  );
}

const EXAMPLE = `{
  "format": "drawbridge-grants-1",
  "roles": {
    "arn:aws:iam::111122223333:role/deploy": [
      { "to": "group:Platform", "maxSeconds": 3600 }
    ]
  }
}`;
