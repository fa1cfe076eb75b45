/** Marks a branch that the types say cannot be reached; throws where data from outside proves them wrong. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}
