import * as z from 'zod';

/** As readings and the port tell an OIDC provider. */
const ProviderDocument = z.object({ Url: z.string(), ClientIDList: z.array(z.string()) });
type ProviderDocument = z.infer<typeof ProviderDocument>;

/** An OIDC provider as the document of a step: AWS tells its audiences in any order. */
export const providerText = ({ Url, ClientIDList }: ProviderDocument): string =>
  JSON.stringify({ Url, ClientIDList: [...new Set(ClientIDList)].sort() });

/** The audiences that a provider takes, by its document; null where that is none of a provider. */
export const audiencesIn = (text: string): string[] | null =>
  read(text)?.ClientIDList ?? null;

/** The document of a provider that takes one audience more; null where it is none of a provider. */
export const withAudience = (text: string, audience: string): string | null =>
  listed(text, (audiences) => [...audiences, audience]);

/** The same of one that does not take it. */
export const withoutAudience = (text: string, audience: string): string | null =>
  listed(text, (audiences) => audiences.filter((one) => one !== audience));

function listed(text: string, change: (audiences: string[]) => string[]): string | null {
  const provider = read(text);
  return (
    provider && providerText({ ...provider, ClientIDList: change(provider.ClientIDList) })
  );
}

function read(text: string): ProviderDocument | null {
  try {
    return ProviderDocument.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
