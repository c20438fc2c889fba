type Keys = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
type Fault = {
  service: string;
  operation: string;
  accountId?: string;
  code: string;
  status: number;
  message: string;
  times: number;
};
export type LogEntry = {
  seq: number;
  operation: string;
  accountId: string;
  principalArn: string;
  outcome: string;
};

/** The practice endpoint's own door: keys of any principal, faults, clock and call log. */
export function practiceControl(
  practice: { url: string; controlToken: string },
  worldId: string,
) {
  async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${practice.url}/_practice/worlds/${worldId}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${practice.controlToken}`,
        'content-type': 'application/json',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new Error(`Practice ${method} ${path}: HTTP ${response.status}`);
    return (await response.json().catch(() => null)) as T;
  }
  return {
    url: practice.url,
    actAs: (arn: string) => call<Keys>('POST', '/act-as', { arn }),
    fail: (...faults: Fault[]) => call<unknown>('POST', '/faults', { faults }),
    clearFaults: () => call<unknown>('DELETE', '/faults'),
    advance: (seconds: number) =>
      call<unknown>('POST', '/clock', { advanceSeconds: seconds }),
    log: (after = 0) =>
      call<{ entries: LogEntry[] } | LogEntry[]>('GET', `/log?after=${after}`),
  };
}
