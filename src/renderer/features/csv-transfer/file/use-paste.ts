import { useEffect, useRef } from 'react'
import { isTyping } from '#renderer/ui/keys.ts'
import { tabularShape } from './tabular-text.ts'

/** Takes a list or files that are pasted while nobody types into a field. */
export function usePaste(onList: (text: string) => void, onFiles: (files: readonly File[]) => void): void {
  const take = useRef({ onList, onFiles })
  useEffect(() => {
    take.current = { onList, onFiles }
  })
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target) || event.clipboardData === null) return
      const text = event.clipboardData.getData('text/plain')
      // A spreadsheet puts a picture of its cells beside their text.
      if (tabularShape(text) !== null) take.current.onList(text)
      else if (event.clipboardData.files.length > 0) take.current.onFiles([...event.clipboardData.files])
      else return
      event.preventDefault()
    }
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('paste', onPaste)
    }
  }, [])
}
