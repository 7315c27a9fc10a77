import type { Call, Caller, CallOptions } from './caller.ts';
import { type Operations, operations } from './generated/api.ts';

export type OperationName = keyof Operations;

/** What an operation takes: its `path`, `query` and `body`, as the network describes them. */
export type Input<Name extends OperationName> = Omit<Operations[Name], 'answer'>;

/** What an operation gives. */
export type Answered<Name extends OperationName> = Operations[Name] extends { readonly answer: infer Answer }
  ? Answer
  : undefined;

/** Makes one call that the network describes. Reads, `PUT` and `DELETE` are repeated when they fail for the moment. */
export type Operate = <Name extends OperationName>(
  name: Name,
  input: Input<Name>,
  options?: CallOptions & Partial<Pick<Call, 'repeatable'>>,
) => Promise<Answered<Name>>;

interface AnyInput {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export function createOperate({ call }: Caller): Operate {
  return async (name, input, options = {}) => {
    const { method } = operations[name];
    const { body, ...place }: AnyInput = input;
    const isRead = method === 'GET' || method === 'PUT' || method === 'DELETE';
    const answer = await call({ method, path: addressOf(name, place), body, repeatable: isRead, ...options });
    // The network holds to its own description: its server answers nothing that its schemas do not say.
    return answer as Answered<typeof name>;
  };
}

/** Path and query of a call: values escaped, lists as repeated names, what is undefined left out. */
export function addressOf(name: OperationName, { path = {}, query = {} }: AnyInput): string {
  const place = operations[name].path.replaceAll(/\{(\w+)\}/g, (_, key: string) =>
    encodeURIComponent(String(path[key])),
  );
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    [value].flat().flatMap((each): [string, string][] => (each === undefined ? [] : [[key, String(each)]])),
  );
  return pairs.length === 0 ? place : `${place}?${new URLSearchParams(pairs)}`;
}
