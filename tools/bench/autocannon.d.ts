declare module "autocannon" {
  export type Options = Readonly<{
    url: string;
    method: "POST";
    headers: Readonly<Record<string, string>>;
    body: string;
    connections: number;
    duration: number;
    /** Answers for which this is false are counted in `mismatches`. */
    verifyBody: (body: string) => boolean;
  }>;

  export type Result = Readonly<{
    requests: Readonly<{ average: number; total: number }>;
    /** In milliseconds. */
    latency: Readonly<{ p50: number; p99: number }>;
    errors: number;
    non2xx: number;
    mismatches: number;
  }>;

  export default function autocannon(options: Options): Promise<Result>;
}
