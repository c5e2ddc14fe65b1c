// Storage in the browser. If it is unavailable (private windows, blocked storage), pages still work but save nothing.

/** The text saved under `key`; null if there is none. */
export function read(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Save `text` under `key`; an empty text removes the key. */
export function write(key, text) {
  try {
    if (text) localStorage.setItem(key, text);
    else localStorage.removeItem(key);
  } catch {
    // Not saved; the page keeps the text until it is closed.
  }
}
