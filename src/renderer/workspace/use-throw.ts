import { useCallback, useState } from 'react'

/** Takes a failure from outside rendering (a promise, a subscription) into the error boundary. */
export function useThrow(): (error: unknown) => void {
  const [, setState] = useState<null>(null)
  return useCallback((error: unknown) => {
    setState(() => {
      throw error instanceof Error ? error : new Error(String(error))
    })
  }, [])
}
