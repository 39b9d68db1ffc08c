import { readFileSync } from "node:fs";
import { learnModel, ownExamples, labelledLines, fitting } from "./learn.js";
import { fit } from "./fit.js";
import { featureRow } from "../../src/core/matching/topic-model.js";
import { idleWords, wordsOf } from "../../src/core/matching/words.js";
const V=JSON.parse(readFileSync("/tmp/exp/vec.json","utf8"));
const D=100;
const themeOf:any={el_reclass:"english-learners",acad_talk:"academic-talk",early_lit:"early-literacy",math_ready:"math-readiness",df_grades:"grading",behavior:"behavior",absence:"absence",sped_lre:"inclusion",credit:"credits",turnover:"turnover",plc:"collaboration",foster:"foster-homeless",kinder:"kindergarten",data_cap:"data-use"};
const dev=JSON.parse(readFileSync("/work/shared/data/matching-dev.json","utf8")).items.filter((i:any)=>i.tier==="hard").map((i:any)=>({topic:themeOf[i.theme],text:i.text}));
const raw=(t:string)=>{const s=new Float64Array(D);let n=0;for(const w of wordsOf(t)){const v=V[w];if(!v||idleWords.has(w))continue;const p=0.08/(v[100]+2);const a=0.0003/(0.0003+p);let norm=0;for(let i=0;i<D;i++)norm+=v[i]*v[i];norm=Math.sqrt(norm);n+=a;for(let i=0;i<D;i++)s[i]!+=a*v[i]/norm}return n?s.map(x=>x/n):s};
const all=ownExamples();
const model=learnModel();
const R=all.map(e=>raw(e.text));
const mean=new Float64Array(D),sd=new Float64Array(D);R.forEach(r=>r.forEach((x,i)=>{mean[i]!+=x/R.length}));R.forEach(r=>r.forEach((x,i)=>{sd[i]!+=(x-mean[i]!)**2/R.length}));
const tot=Math.sqrt(sd.reduce((a,b)=>a+b,0));
const dense=(t:string,scale:number)=>{const r=raw(t);return r.map((x,i)=>scale*(x-mean[i]!)/tot)};
const k=model.topics.length;
function run(scale:number,prior:number,o:any={}){
 const names=[...model.columns.keys()];const base=names.length;
 const cols=[...names.map((n,c)=>({leans:model.topics.indexOf(model.index.concepts[c-1]?.topic as any),prior,penalty:c===0?.5:n.startsWith("c:")?(o.concept??1):(o.word??1)})),...Array.from({length:D},()=>({leans:-1,prior:0,penalty:1}))];
 const rowOf=(t:string)=>{const {columns,values}=featureRow(model,t);if(!scale)return {columns,values};const d=dense(t,scale);return{columns:[...columns,...Array.from({length:D},(_,i)=>base+i)],values:[...values,...d]}};
 const place=(W:any,e:any)=>{const {columns,values}=rowOf(e.text);const s=new Float64Array(k);columns.forEach((c,i)=>{for(let a=0;a<k;a++)s[a]!+=values[i]!*W[c*k+a]});const own=s[model.topics.indexOf(e.topic)]!;const m=Math.max(...s);const Z=s.reduce((a,b)=>a+Math.exp(b-m),0);return [s.filter(x=>x>own).length,-(own-m-Math.log(Z))]};
 const rows=all.map(e=>({...rowOf(e.text),label:model.topics.indexOf(e.topic as any)}));
 const fix=(r:any)=>({...r,values:r.values});
 const W=fit(rows.map(fix),k,cols,200);
 const line=(n:string,p:number[][])=>`${n} ${(p.filter(x=>x[0]!<1).length/p.length).toFixed(3)}/${(p.filter(x=>x[0]!<3).length/p.length).toFixed(3)} ll ${(p.reduce((a,x)=>a+x[1]!,0)/p.length).toFixed(3)}`;
 const out=[];for(const n of ["blind-1","blind-2","blind-3"])out.push(line(n,labelledLines(`tests/matching/${n}.txt`).map(e=>place(W,e))));
 out.push(line("devhard",dev.map((e:any)=>place(W,e))));
 let cv:number[][]=[];for(let f=0;f<5;f++){const w=fit(rows.filter((_,i)=>i%5!==f).map(fix),k,cols,120);cv=cv.concat(all.filter((_,i)=>i%5===f).map(e=>place(w,e)))}
 out.push(line("cv5",cv));
 console.log("scale",scale,"prior",prior,JSON.stringify(o),out.join(" | "));
}
for (const a of [[0,1.5],[3,1.5],[6,1.5],[10,1.5],[15,1.5],[6,1],[10,1]] as any) run(a[0],a[1]);
run(6,1.5,{concept:2});run(6,1.5,{concept:2,word:2});
