import { notifications } from '@mantine/notifications'
import { IconFileImport } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#renderer/i18n/use-text.ts'
import classes from './drop-target.module.css'

/** The whole window takes a file: says so while one is dragged over it, and hands it on when it is dropped. */
export function DropTarget({ onFile }: { onFile: (file: File) => void }) {
  const t = useText('imports')
  const [over, setOver] = useState(false)
  const take = useRef(onFile)
  useEffect(() => {
    take.current = onFile
  })
  useEffect(() => {
    // Entering a child comes before leaving its parent: only when as many were left as entered, it is outside.
    let depth = 0
    const onEnter = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth += 1
      setOver(true)
    }
    const onOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    }
    const onLeave = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return
      event.preventDefault()
      depth = 0
      setOver(false)
      const files = event.dataTransfer?.files
      const [file] = files ?? []
      if (files !== undefined && files.length > 1)
        notifications.show({ message: t('drop.several'), color: 'yellow' })
      else if (file !== undefined) take.current(file)
    }
    window.addEventListener('dragenter', onEnter)
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragenter', onEnter)
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [t])
  if (!over) return null
  return (
    <div className={classes.target} role="status">
      <div className={classes.card}>
        <IconFileImport size={40} stroke={1.25} aria-hidden />
        <strong>{t('drop.title')}</strong>
        <span>{t('drop.text')}</span>
      </div>
    </div>
  )
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false
}
