'use client';
import type { FormProps } from './form';
import { ListField } from './list-field';
import { TextField } from './text-field';
import { WhoCount } from './who-count';

/** Which pods: the cluster by its issuer, and their service account. */
export function EksFields({ form }: FormProps) {
  return (
    <div className="grid gap-5">
      <ClusterField form={form} />
      <WhoCount form={form} />
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
  const known = form.preview?.choices?.providers ?? [];
  return (
    <ListField
      form={form}
      name="issuerUrl"
      label="Cluster"
      placeholder="https://oidc.eks.eu-west-1.amazonaws.com/id/…"
      description="The address of its issuer. Clusters that an account here has a provider for are in the list."
      options={known.filter(({ id }) => id.includes(form.fields.issuerUrl))}
      emptyText="No cluster that is known here. Any address of a cluster works."
    />
  );
}
