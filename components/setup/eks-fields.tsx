'use client';
import { ComboBox } from '@/components/ui/combo-box';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { TextField } from './text-field';

/** Which pods: the cluster by its issuer, and their service account. */
export function EksFields({ form }: FormProps) {
  return (
    <div className="grid gap-5">
      <ClusterField form={form} />
      <TextField
        form={form}
        name="namespace"
        placeholder="payments"
        description="Where the pods run. One, by its name."
      />
      <TextField
        form={form}
        name="serviceAccount"
        placeholder="api"
        description="The service account that the pods run under. The pods of no other one get in."
      />
    </div>
  );
}

function ClusterField({ form }: FormProps) {
  const { issuerUrl } = form.fields;
  const options = (form.preview?.choices?.providers ?? [])
    .filter(({ id }) => id.includes(issuerUrl))
    .map(({ id, name }) => ({ id, label: id, detail: name }));
  return (
    <FieldSlot name="issuerUrl" warning={form.warningOf('issuerUrl')}>
      <ComboBox
        label="Cluster"
        placeholder="https://oidc.eks.eu-west-1.amazonaws.com/id/…"
        isMono
        description="The address of its issuer. Clusters that an account here has a provider for are in the list."
        options={options}
        isAsync
        emptyText="No cluster that is known here. Any address of a cluster works."
        allowsCustomValue
        inputValue={issuerUrl}
        onInputChange={(next) => {
          if (next !== issuerUrl) form.set({ issuerUrl: next });
        }}
        value={options.some(({ id }) => id === issuerUrl) ? issuerUrl : null}
        onChange={(id) => {
          if (id !== null) form.set({ issuerUrl: String(id) });
        }}
        error={form.errorOf('issuerUrl')}
      />
    </FieldSlot>
  );
}
