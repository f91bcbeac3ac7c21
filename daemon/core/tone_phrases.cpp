#include "core/tone.hpp"

namespace amends::core {

std::string_view upset_phrases() {
    return R"(6 cancel|cancelling|canceling|cancelled|terminate|terminating ~ contract|order|orders|account|subscription|service|agreement|retainer|membership|booking|project
6 we|i am|are|will|shall|be|have|want|wish|would|must cancelling|canceling|cancel|cancelled|terminating|terminate
6 we're|i'm|i'll|we'll|i'd|we'd cancelling|canceling|cancel|terminating|terminate|leaving
5 cancellation of
6 end|ending|ended our|the|this contract|agreement|relationship|cooperation|collaboration
6 business elsewhere
5 go|going|move|moving|look|looking|gone elsewhere
6 find|found|finding|looking|look for|another|someone|a|somebody else|different|new|other supplier|provider|agency|firm|company
5 another|new|different|other supplier|provider|agency|vendor|contractor
6 done with you|this|your
5 we|i are|am done
5 we're|i'm done
6 last|final straw
6 lawyer*|solicitor*|attorney*|barrister*
6 legal action|counsel|team|department|advice|steps|proceedings
6 small claims
6 take|taking|see you to|in court
6 sue|suing you
6 formal|official|written complaint|complaints
6 file|filing|lodge|lodging|make|making|raise|raising|filed|lodged a|an ~ complaint
4 complaint|complain|complaining
6 ombudsman|regulator|chargeback
6 trading standards
4 compensation|compensated|compensate|damages
5 my|our|the|full money back
5 demand|demanding
4 refund immediately|now|today
4 want|expect|insist ~ refund
5 unacceptable|inexcusable|unforgivable|disgrace|disgraceful|disgusted|disgusting|appalled|appalling|outrageous|outrage|outraged|furious|livid|fuming
5 beyond a joke|belief
6 fed up
6 sick of|and
6 had|have enough
5 enough is enough
5 insult|insulted|insulting|insults
6 shame on
5 shameful|scandalous|pathetic|ridiculous|laughable|farce|farcical|shambles|shambolic|incompetent|incompetence|amateurish|unprofessional
4 useless|worthless|meaningless|rubbish|nonsense|hopeless|atrocious|dreadful|abysmal
3 worst|terrible|awful|horrible|unbelievable|incredible|shocking|shocked|poor
6 is this|it|that ~ joke
6 what a joke|farce|mess|shambles|disgrace
3 joke
4 angry|angrier|anger|irate|enraged|cross
3 upset|unhappy|dissatisfied|annoyed|annoying|frustrated|frustrating|frustration|disappointed|disappointing|disappointment
3 let down
3 let us|me|my|our ~ down
5 not|isn't|hardly|nowhere good|near enough
4 not|isn't|aren't|wasn't|weren't happy|pleased|satisfied|impressed|amused|funny|good|okay|ok|fine|acceptable|right
4 not at|very|so|really|too|all|exactly happy|pleased|satisfied|impressed|amused
4 not at all|the happy|slightest
5 won't cut|wash|do
5 too little
4 too late
5 empty|hollow|mere|fine|nice|pretty|just|only words|promises|phrases|excuses
4 hollow|insincere|half-hearted
4 excuses|excuse after|not|are|again
5 lip service
4 copy and|& paste|pasted
4 copy-paste|copy-pasted|boilerplate
3 form letter
3 waste|wasted|wasting
3 lost|losing|lose ~ customers|customer|bookings|orders|order|sales|revenue|money|clients|client|deal|contract|tender|day|days|guests
3 cost|costs|costing us|me
5 does|do|will|would|can bring|change|fix|undo|help|solve|repair|give|pay|cover ~ back|anything|nothing|lost|damage|bills
4 doesn't|don't|won't|cannot|can't bring|change|fix|undo|help|solve|repair|cut|pay|cover|make
4 apology|apologies|sorry|words does|do|doesn't|don't|won't|will not|bring|change|fix|help|pay
5 apology|apologies|sorry|words is|are|isn't|aren't not|enough|worth|worthless
4 isn't|not|nowhere enough|near
4 trust|confidence|faith ~ gone|broken|lost|destroyed|shattered|zero
4 lost|losing|lose|shaken|destroyed|broken ~ trust|confidence|faith|patience|respect
5 no|zero|little confidence|trust|faith
4 speak|talk|escalate|escalating|escalated ~ manager|supervisor|boss|superior|director|above|management|ceo|charge|senior|higher
5 your manager|boss|supervisor|superior|superiors|director|ceo
4 escalate|escalating|escalated|escalation
5 never again
5 never ~ order|use|using|buy|work|working|trust|recommend|deal|book|booking
6 part ways|company
6 parting ways|company
6 close|closing ~ account|accounts
5 effective immediately
5 immediate effect
5 my|our|the deposit|money|fee|payment|fees back
4 want|demand|expect ~ back
5 not what we|i|you pay|paid|ordered|agreed|expected|promised|asked
5 bit rich
5 leaves|left me|us cold|speechless|stranded
3 days|weeks|hours|months|week|month|day without
3 forgot|forgotten us|me|about
3 trusted you
3 at a loss
3 no excuse
4 ruined|spoiled|spoilt|wrecked|nightmare|unreliable|careless|carelessness|sloppy|negligent|negligence|rude|arrogant|dishonest|lied|liar|lying|insensitive|unfair
3 mess|chaos|fiasco|disaster|ignored|typical|embarrassment|unhelpful
4 believe it|that when
4 words|talk is|are cheap
5 no longer trust|willing|interested|want|wish|need|require|believe|using
4 regret hiring|choosing|trusting|using|ordering
4 out of patience
4 patience is|has|ran|runs|wearing
5 final warning|notice
5 last chance|warning
3 deduct|deducting|penalty|invoice you|bill you
4 thinking|considering|looking ~ leaving|options|alternatives|competitors|elsewhere
4 not going to pretend
3 expected|expect better|more
4 void|condescending|patronising|patronizing|tears|lawsuit|nerve|cheek|audacity|mockery
3 doubt|doubts|trouble|heartache|hassle
4 hardly|barely compensates|helps|covers|acceptable
6 stop|quit emailing|writing|contacting|sending|bothering|calling|mailing
6 contact|email|write|call me|us again
6 leave me|us alone
4 remove|take me|us from|off
5 how dare
5 are|you you|are|cannot|can't serious|kidding|joking|be
4 do|did you really|honestly|seriously think|believe|expect
4 how many times|more
4 how can|could|is ~ possible|happen|run|treat
4 what am|are|do|should i|we ~ supposed|tell
3 third|fourth|fifth|tenth|umpteenth time|apology|letter|mistake
3 once|yet|time|over again
4 yet another
4 another apology|letter|excuse|mistake|failure|voucher
3 still waiting|broken|down|wrong|nothing
2 still no|not
2 nobody|noone called|answered|told|bothered|cared|warned
2 no one called|answered|told|bothered|cared|warned
6 will|shall|won't|not|refuse|refusing|wont not|to|be|pay|paying ~ invoice|bill|you|pay|paying|renewing|renew|using|continuing
5 not|won't renew|renewing|continue|continuing|recommend|recommending
5 withhold|withholding|withheld
4 bad|negative|public|honest review|reviews|rating
4 one|1 star
3 reconsider|reconsidering|reviewing ~ relationship|contract|future|cooperation|you
4 hold|held|put ~ responsible|liable|accountable
3 harm|damage|damaged|damages|humiliated|humiliating|embarrassed|embarrassing
4 treated|treat like|as|us|me
5 do|does|did|will not|n't care
6 thanks|thank ~ nothing
5 yeah|sure right|jan
5 slow clap
5 spare me|us
5 keep your|the|it|them
4 oh|how|well great|good|wonderful|lovely|nice|brilliant|fantastic|super|perfect|generous|kind|thoughtful|touching|sweet|marvellous|convenient
4 how very|incredibly|terribly|extremely|wonderfully kind|nice|generous|thoughtful|touching|good|considerate|convenient
4 bravo|congratulations|hooray|hurrah
4 lucky|poor me|us
4 what a surprise|relief|treat|joy|delight|wonderful
4 big surprise
4 sure you are|will|do|did
4 feel|feels so|much|all ~ better
4 makes|fixes|solves ~ everything|better
4 heart-warming|heartwarming|priceless
4 frame it|this|your
4 collection of|apologies|excuses
4 my|our|the|growing collection|pile
3 masterpiece|bedtime|fairy|comedy|circus
4 made|making my|our ~ day|week
4 must be|feel|have ~ nice|proud|hard
3 inakzeptabel|unakzeptabel|unzumutbar
5 nicht akzeptabel|hinnehmbar|tragbar
6 frechheit|unverschämt*|zumutung|unverschämtheit
3 enttäusch*|verärger*
5 wütend|stinksauer|empört|empörend
3 sauer|ärger|ärgerlich|geärgert
5 beschwer*|anwalt|anwälte|rechtsanwalt*|juristisch*
6 kündig*|stornier*
5 es|mir|uns reicht
4 reicht nicht|mir|uns
6 schnauze|nase voll
5 lächerlich*|witz|katastroph*|peinlich|unfassbar|unglaublich
5 leere worte|versprechen
4 vertrauen ~ weg|verloren|zerstört|dahin
5 vorgesetzt*|geschäftsführ*
5 geld zurück
6 schadenersatz*|schadensersatz*
5 anderen|neuen anbieter|lieferanten|dienstleister
5 nie wieder|mehr
3 zu spät
4 bringt|hilft|nützt mir|uns ~ nichts|wenig
4 na|ja|ach toll|super|prima|bravo
4 schöne|nette worte
5 inacceptable*|inadmissible*|scandaleu*|honteu*|furieu*|révolt*
4 honte|mécontent*|lamentable*|ridicule*
3 déçu*|déception
5 plainte|réclamation|avocat*
6 résili*|annul*
3 rembours*
6 ras le bol
5 marre
5 moque*|moquez de
4 trop tard
5 plus jamais
5 changer|change|changeons de fournisseur|prestataire
4 suffit|suffisent pas
5 inaceptable*|indignant*|indignad*|vergonzos*|intolerable*
5 vergüenza|enfadad*|enojad*|hart*|abogad*
3 decepcionad*|decepción|molest*
5 queja|quejas|reclamación|reclamar
6 cancelar|cancelamos|cancelo|cancelaremos|rescindir
6 tomadura de pelo
4 no es suficiente|bastante
4 nunca más
5 inaccettabil*|vergogn*|furios*|intollerabil*|ridicol*
5 arrabbiat*|reclamo|avvocat*|indignat*
3 delus*|delusione
6 disdett*|disdire|disdico|recedere|recesso
4 annull*|rimborso
6 presa in giro
5 inaceitáve*|inadmissíve*|vergonhos*|ridícul*|advogad*
5 vergonha|queixa|reclamação|indignad*
3 desiludid*|dececionad*|desapontad*
6 cancelamento|rescindir|rescisão
5 onacceptabel|onaanvaardbaar|schandalig|schande|woedend|belachelijk|razend
4 boos|kwaad
3 teleurgesteld|teleurstellend
5 klacht|advocaat
6 opzeggen|opgezegd|annuleren|annuleer|annuleren
5 geld terug
5 niedopuszczaln*|nieakceptowaln*|skandal*|wściekł*|kpin*|żenu*|oburz*
3 rozczarowan*|zawiedzion*
5 skarg*|adwokat*|prawnik*|reklamacj*
6 rezygnuj*|wypowiada*|anuluj*|zrywa*
5 zwrot* pieniędzy
5 uakseptabelt|oacceptabelt|uacceptabelt|advokat*
3 skuffet|besviken|besvikna|skuffende
4 klage|klagomål
6 許せ
6 納得でき
6 納得いき
5 苦情
5 クレーム
6 解約
6 弁護士
4 失望
4 残念です
5 いい加減
5 返金
6 无法接受
6 不能接受
6 無法接受
6 不可接受
6 投诉
6 投訴
6 律师
6 律師
5 生气
4 失望
6 取消合同
6 取消订单
6 终止合作
5 退款
5 太过分
)";
}

std::string_view accepting_phrases() {
    return R"(5 apology|apologies|excuses accepted|acknowledged
5 accept|accepted|accepting ~ apology|apologies
4 accepted
4 forgive|forgives|forgiven|forgave|forgiving
5 no hard|bad feelings|blood
5 no harm done
5 harm|damage done
5 water under
5 bygones
4 all is|are|was well|good|fine|forgiven|forgotten
4 all|everything|we're|i'm good|fine|well|ok|okay|set|sorted
4 that's|that|it's|it|this is|would|quite|absolutely|totally|perfectly|all|fine|good|ok|okay fine|good|ok|okay|alright
3 is|be|are fine|okay|ok|alright
4 fine|good|ok|okay by|with|for|enough me|us|now
4 fair enough|play
4 no|not problem|problems|worries|bother|trouble|drama
4 not a problem|biggie|issue
4 don't worry
4 no need to|for ~ apologise|apologize|worry|apology
5 things|mistakes|accidents|it|stuff|errors happen|happens
4 happens|happen to|in ~ us|best|everyone|all|anyone
5 all|everyone|everybody|anybody|we|anyone make|makes|made mistakes|errors
5 matter|case|issue|subject|chapter|file ~ closed|settled|resolved|done
4 consider|regard|considering|call ~ closed|settled|done|resolved|finished
4 settled|sorted
4 that|this settles
3 appreciate|appreciated|appreciates
3 grateful|gratefully
3 thank|thanks ~ honest|honesty|owning|plainly|openly|openness|frank|frankness|candour|candor|candid|straight|responsibility|quick|quickly|promptly|fixing|sorting|solving|putting|making|explaining|clear|clarity|transparent|transparency
2 thank|thanks ~ letter|apology|apologising|apologizing|message|note
4 owning|owned|putting|put|setting up|right|it|things
2 refreshing|honest|honesty|handsome|decent|gracious|generous
4 works|work|suits|suit for|me|us|well|fine
4 that works|suits|helps|will
3 happy|pleased|satisfied|content with|to|about|again|now
3 satisfied|delighted
3 i|we|can|fully|completely|quite|totally|perfectly|do understand|understood
3 understandable|understandably
3 look|looking forward
4 we|i accept|accepts
4 accept ~ offer|date|credit|proposal|solution|refund|explanation|compensation
4 we|i|all|it are|am|is|was good|fine|okay|ok|happy|content|satisfied|pleased|sorted|resolved
3 works|working|worked perfectly|fine|well|again|now|beautifully|great
3 clears|cleared it|that|things|everything up
2 taking|took the|your trouble|time
3 helped|helps a|me|us|lot
4 already|long forgotten|forgiven
4 make|makes|made up for it|this|that|everything
4 decent|good|kind|nice|fair of you
3 glad|happy|pleased|relieved to
4 no complaints
4 nobody|noone|no|without grudge|grudges|bears|harm
3 own|owned|owning up
4 done and|& dusted
4 get|got|getting over it
3 in the past
4 let it go|rest|be
4 leave it there|at
3 good|great|nice job|work|solution|outcome|result
3 keep up
4 we|i trust|trusted|believe|value you
3 fixed|solved|resolved|back now|already
2 glad|relieved|lovely|fine
3 good to|of|that know|hear|you
4 move|moving|moved on
4 forget about|it
4 draw|drawn a|the line
4 clean slate
4 means|meant a lot
3 kind|good|nice|decent|thoughtful|big of you
3 you|your|team fixed|solved|resolved|sorted|handled ~ it|this|well|quickly|quick
4 well|nicely|properly handled|done
3 handled ~ well
3 stay|staying|stick|sticking|remain with you
3 continue|carry|keep|go working|on|to|going ~ you|together|work
4 still trust|with|value|happy
4 nothing to|more forgive|worry|add|say
4 live with
3 sounds good|great|fine|right|fair|reasonable|like
3 fair|reasonable|generous offer|solution|deal|suggestion|proposal|compensation
3 happy|glad ~ continue|stay|keep|accept
4 see you soon|there|then|friday|monday|tuesday|wednesday|thursday|next
2 perfect|great|excellent|wonderful|agreed|super
3 agreed
4 deal|done deal
1 thank|thanks|cheers|ok|okay|ta
2 👍|🙏|🙂|😊|😀|❤️
5 entschuldigung|entschuldigungen ~ angenommen|akzeptiert
5 nehme|nehmen|akzeptiere|akzeptieren ~ entschuldigung
4 kein|keine problem|thema|sorge
5 alles gut|klar|bestens|okay|ok
5 schwamm drüber
5 kann|das|sowas|fehler ~ passieren|passiert|vorkommen
4 in ordnung
3 passt|zufrieden|einverstanden|erledigt|verständnis|verziehen
4 verzeih*
5 macht nichts
5 halb so wild|schlimm
4 nicht so|weiter|schlimm schlimm|wild
2 freue|freuen|ehrlich*|offen*|verstehe|verstehen
1 danke|dank
5 excuses acceptées
5 accepte*|acceptons ~ excuses
4 pas|aucun de|problème|souci problème|souci|soucis|mal
5 pas|rien grave|de
5 ça|cela|ca arrive*
5 sans rancune
5 plus ~ parlons
5 n'en parlons
3 parfait|convient|apprécie*|apprécions
3 comprends|comprenons
4 affaire|incident ~ close|clos
1 merci
5 disculpas|disculpa aceptad*
5 acept* ~ disculpas
5 no pasa nada
4 no|sin hay|problema|problemas problema|ninguno
4 todo bien|correcto|aclarado|solucionado
5 cosas que|así pasan
5 sin rencor*
3 perfecto|entendido|agradezco|agradecemos|acuerdo
4 perdon*
1 gracias
5 scuse accettate
5 accett* ~ scuse
4 nessun|c'è problema
4 tutto bene|ok|a|risolto|chiarito
4 può|capita|succede capitare|succedere
4 capita|succede
4 va bene
3 perfetto|apprezz*|capisco|capiamo
4 non importa
1 grazie
5 desculpas aceites|aceitas
5 aceit* ~ desculpas
4 sem problema|problemas
4 não há|faz|tem problema|mal
4 tudo bem|certo|resolvido
4 acontece
3 agradeço|agradecemos|perfeito|combinado|compreendo|entendo
1 obrigado|obrigada
5 excuses|verontschuldiging*|verontschuldigingen aanvaard|geaccepteerd
5 aanvaard*|accepte* ~ excuses
4 geen probleem|punt|zorgen
5 geeft niet|niets|niks
5 kan gebeuren
5 zand erover
4 prima|akkoord|orde
1 bedankt|dank
5 przeprosiny przyjęte
5 przyjm* ~ przeprosiny
5 nic ~ nie|stało
5 nie ma sprawy|problemu
4 zdarza się
4 w porządku
3 rozumiem*|wybacz*|zgoda|doceniam*
5 bez urazy
1 dziękuj*|dzięki
4 ingen problem|problemer|fara|skade
4 helt greit|ok|okej|fint
4 i orden
1 takk|tack|tak
4 大丈夫
4 問題ありません
4 問題ございません
5 気にしないで
5 お気になさら
3 承知
3 了解
4 結構です
3 安心
2 ありがとう
4 没关系
4 沒關係
4 没问题
4 沒問題
4 不要紧
4 接受
3 理解
4 原谅
4 原諒
2 谢谢
2 謝謝
)";
}

std::string_view asking_phrases() {
    return R"(3 could|can|would|will|may|might you|we|i|someone|somebody|anyone
3 please send|confirm|advise|explain|tell|clarify|check|provide|resend|forward|call|ring|share|answer|reply
3 let me|us know
3 like|need|want|love|curious|keen|good to know|hear|understand|see|ask|have
3 one|a|another|quick|small|two|few question|questions
3 question
3 wondering|wonder
3 unclear|unsure|confused|puzzled|confusing
3 does|do|doesn't|don't not|add|match up|match|add
2 don't|not understand|see|sure|clear|know
2 when will|can|do|does|is|are|would
2 waiting for|to
3 können|könnten|würden|könntest|kannst sie|du|wir|ihr
2 bitte senden|schicken|teilen|sagen|geben|bestätigen|erklären|prüfen|um
3 frage|fragen
3 pouvez-vous|pourriez-vous|pourriez|pouvez
2 merci de
3 question|questions
3 puede*|podría*|podéis|pueden
3 può|potete|potrebbe|potreste|puoi
3 pode|poderia*|podem
3 kunt|kun|kunnen|zou u|je|jullie
3 czy|proszę|prosimy o
3 kan|kunne|skulle du|dere|vi|ni|i
4 ですか
4 でしょうか
4 ますか
3 ください
3 願い
4 吗
4 嗎
4 请问
4 請問
3 请
)";
}

}  // namespace amends::core
