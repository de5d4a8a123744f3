import { CannotVerify, ExitCode } from "../exitCode";
import { oneLine } from "../names";

/** What AWS or its SDK says, by the names that they give to their errors, and what the reader can do. */
const known: { names: RegExp; what: string; fix: string }[] = [
  {
    names: /^(CredentialsProviderError|TokenProviderError)$/,
    what: "no AWS credentials",
    fix: "set AWS_PROFILE or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run aws sso login",
  },
  {
    names:
      /^(ExpiredToken(Exception)?|UnrecognizedClientException|InvalidClientTokenId|InvalidSignatureException|SignatureDoesNotMatch|IncompleteSignature|MissingAuthenticationTokenException)$/,
    what: "AWS refused the credentials",
    fix: "renew them",
  },
  {
    names: /^AccessDenied(Exception)?$/,
    what: "access denied",
    fix: "allow the actions that --help lists",
  },
  {
    names: /^ClusterNotFoundException$/,
    what: "--cluster: ECS knows no such cluster",
    fix: "look for a typing error, another region or another account",
  },
  {
    names: /^ServiceNotFoundException$/,
    what: "--service: ECS knows no such service",
    fix: "look for a typing error, another region or another account",
  },
  {
    names: /^(ClientException|InvalidParameterException)$/,
    what: "ECS refused what was given",
    fix: "look for a typing error in --cluster, --service and --task-definition, another region or another account",
  },
];

/** The reason why there can be no verdict. An error that is none of AWS's or of the network's is a defect, and is thrown. */
export function cannotVerify(error: unknown): CannotVerify {
  if (error instanceof CannotVerify) return error;
  const explained = explanationOf(error);
  if (explained === undefined) throw error;
  return new CannotVerify(explained.mendable ? ExitCode.InvalidInput : ExitCode.Failed, [explained.line]);
}

/** Why a part of the evidence is missing, in a line. */
export function unreadReason(error: unknown): string {
  const explained = explanationOf(error);
  if (explained === undefined) throw error;
  return explained.line;
}

/** What an error says that may pass by itself; undefined where waiting mends nothing. */
export function passingReason(error: unknown): string | undefined {
  if (!(error instanceof Error) || !mayPass(error)) return undefined;
  const explained = explanationOf(error);
  return explained === undefined || explained.mendable ? undefined : whatHappened(error);
}

/** The names by which AWS services throttle (AWS SDKs reference guide, "Retry behavior"). */
const throttling = /^(Throttl|TooManyRequests|RequestLimitExceeded|RequestThrottled|BandwidthLimitExceeded|SlowDown)/;

/** A connection that was cut, refused or never made, and a name server that asks to be asked again. */
const connection = /^(ECONN(RESET|REFUSED|ABORTED)|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN)$/;

function mayPass(error: Error & { code?: unknown; $metadata?: { httpStatusCode?: number } }): boolean {
  const status = error.$metadata?.httpStatusCode ?? 0;
  return (
    throttling.test(error.name) ||
    connection.test(String(error.code)) ||
    error.name === "TimeoutError" ||
    status === 429 ||
    status >= 500
  );
}

function explanationOf(error: unknown): { line: string; mendable: boolean } | undefined {
  if (!(error instanceof Error)) return undefined;
  const message = oneLine(error.message);
  if (message === "Region is missing") {
    return { line: "no AWS region; fix: give --region or a whole ARN, or set AWS_REGION", mendable: true };
  }
  const cause = known.find(({ names }) => names.test(error.name));
  if (cause !== undefined) return { line: `${cause.what} (${message}); fix: ${cause.fix}`, mendable: true };
  if (!isOfAws(error)) return undefined;
  return { line: `${whatHappened(error)}; fix: try again later`, mendable: false };
}

function whatHappened(error: Error): string {
  return `AWS did not answer as it should (${error.name}: ${oneLine(error.message)})`;
}

/** An answer of a service, or a connection that came to nothing. */
function isOfAws(error: Error): boolean {
  const code = "code" in error ? String(error.code) : "";
  return "$metadata" in error || /^E(?!RR_)/.test(code) || error.name === "TimeoutError";
}
