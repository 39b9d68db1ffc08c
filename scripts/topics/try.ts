import { readdirSync, readFileSync } from "node:fs";
import { conceptIndex } from "../../src/core/matching/concepts.js";
import { textFeatures } from "../../src/core/matching/topic-features.js";
import { type Example, fit, type Fitted, softmax, usual, valuesOf } from "./fit.js";
const index = conceptIndex();
const train: Example[] = readdirSync("scripts/topics").filter(f=>f.endsWith(".txt")).flatMap(f=>readFileSync(`scripts/topics/${f}`,"utf8").trim().split("\n").map(text=>({topic:f.replace(".txt",""),text})));
const blind = (n:string)=>readFileSync(`tests/matching/${n}.txt`,"utf8").trim().split("\n").filter(l=>!l.startsWith("#")).map(l=>({topic:l.slice(0,l.indexOf(":")),text:l.slice(l.indexOf(":")+2)}));
const classes=[...new Set(train.map(t=>t.topic))];
export function predict(f:Fitted,text:string,scale:number){const {columns,values}=valuesOf(textFeatures(text,index),index,new Map(f.names.map((n,i)=>[n,i])),scale);const s=new Float64Array(f.classes.length);columns.forEach((c,i)=>{for(let k=0;k<s.length;k++)s[k]!+=values[i]!*f.weights[c]![k]!});softmax(s);return s;}
const show=process.argv.includes("--list");
for (const o of [{},{wordScale:2},{wordScale:3},{prior:0.5,wordScale:2},{prior:1.5,wordScale:2},{prior:1.5,wordScale:3},{prior:1.5,wordScale:3,conceptPenalty:2},{prior:1.5,wordScale:3,conceptPenalty:.5}].slice(0,show?1:9)){
 const opt={...usual,...o}; const t0=Date.now();
 const f=fit(train,index,classes,opt);
 const line=[JSON.stringify(o),`${f.names.length} cols`,`${Date.now()-t0}ms`];
 for(const n of ["blind-1","blind-2"]){let a=0,b=0,ll=0;const items=blind(n);for(const it of items){const s=predict(f,it.text,opt.wordScale);const order=[...s.keys()].sort((x,y)=>s[y]!-s[x]!);const r=order.indexOf(classes.indexOf(it.topic));if(r===0)a++;if(r<3)b++;ll-=Math.log(s[classes.indexOf(it.topic)]!);if(show&&r>0)console.log(r,it.topic,"<-",order.slice(0,3).map(x=>classes[x]+" "+s[x]!.toFixed(2)).join(", "),"|",it.text)}
 line.push(`${n} top1 ${(a/items.length).toFixed(3)} top3 ${(b/items.length).toFixed(3)} ll ${(ll/items.length).toFixed(3)}`)}
 console.log(line.join("  "));
}
