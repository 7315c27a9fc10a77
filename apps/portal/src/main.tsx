import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import './ui/styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has lost its root');
createRoot(root).render(<App />);
