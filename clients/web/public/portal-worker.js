// Keeps the portal's own files, so that an installed portal opens without a line and says that the line is gone. Nothing
// that the API answers is kept: no name of a resident stays on a phone.
const kept = "oco-portal";
const shell = "/portal";

self.addEventListener("install", (event) => event.waitUntil(newest(new Request(shell, { headers: { Accept: "text/html" } }))));
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request;
  const { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== self.location.origin) return;
  if (mode === "navigate") event.respondWith(newest(event.request));
  // What is built has its content in its name: a file that is here is the right one.
  else if (pathname.startsWith("/assets/")) event.respondWith(once(event.request));
});

/** newest gives the page as the server has it now, and without a line the one that was kept. */
async function newest(request) {
  const files = await caches.open(kept);
  try {
    const answer = await fetch(request);
    if (answer.ok) await renew(files, answer.clone());
    return answer;
  } catch (lost) {
    const found = await files.match(shell);
    if (!found) throw lost;
    return found;
  }
}

/** renew keeps a page, and lets go of the files of an older one. */
async function renew(files, answer) {
  const [old, now] = [await (await files.match(shell))?.text(), await answer.clone().text()];
  if (old === now) return;
  for (const file of await files.keys()) await files.delete(file);
  await files.put(shell, answer);
}

async function once(request) {
  const files = await caches.open(kept);
  const found = await files.match(request);
  if (found) return found;
  const answer = await fetch(request);
  if (answer.ok) await files.put(request, answer.clone());
  return answer;
}
