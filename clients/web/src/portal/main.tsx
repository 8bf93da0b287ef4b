import "../design/design.css";
import "./portal.css";

import { createRoot } from "react-dom/client";

import { Portal } from "./Portal.tsx";

// Without it the portal works as well: it is what an installed one opens with when there is no line.
void navigator.serviceWorker?.register("/portal-worker.js", { scope: "/portal" }).catch(() => undefined);

createRoot(document.getElementById("app")!).render(<Portal />);
