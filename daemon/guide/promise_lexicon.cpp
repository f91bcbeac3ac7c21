#include "guide/promise_lexicon.hpp"

#include <array>
#include <unordered_map>

#include "guide/promise_words.hpp"

namespace amends::guide::promise {
namespace {

struct WordList {
    Is is;
    std::string_view words;  ///< "word" or "word=value", separated by spaces
};

constexpr std::array lists{
    WordList{Is::weekday,
             "sunday=0 monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6 "
             "tues=2 weds=3 thurs=4 thur=4 wensday=3 wednsday=3 wendsday=3 tuseday=2 thrusday=4"},
    WordList{Is::short_weekday, "sun=0 mon=1 tue=2 wed=3 thu=4 fri=5 sat=6"},
    WordList{Is::month,
             "january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10 "
             "november=11 december=12 jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 sept=9 oct=10 nov=11 "
             "dec=12 febuary=2"},
    WordList{Is::cardinal,
             "one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 thirteen=13 "
             "fourteen=14 fifteen=15 sixteen=16 seventeen=17 eighteen=18 nineteen=19 twenty=20 thirty=30 forty=40 "
             "fourty=40 fifty=50 sixty=60 seventy=70 eighty=80 ninety=90"},
    WordList{Is::ordinal,
             "first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11 "
             "twelfth=12 thirteenth=13 fourteenth=14 fifteenth=15 sixteenth=16 seventeenth=17 eighteenth=18 "
             "nineteenth=19 twentieth=20 thirtieth=30"},
    WordList{Is::unit,
             "minute=0 minutes=0 min=0 mins=0 hour=1 hours=1 hr=1 hrs=1 h=1 day=2 days=2 weekday=3 "
             "weekdays=3 workday=3 workdays=3 week=4 weeks=4 wk=4 wks=4 fortnight=5 fortnights=5 month=6 "
             "months=6 quarter=7 quarters=7 year=8 years=8"},
    WordList{Is::day_part,
             "morning=1 lunch=2 lunchtime=2 lunch-time=2 noon=3 midday=3 afternoon=4 evening=5 night=6 "
             "cob=7 eob=7 eod=8 midnight=9"},
    WordList{Is::pronoun, "i we you he she it they this there that these"},
    WordList{Is::be_present, "am is are 'm 're"},
    WordList{Is::be_past, "was were"},
    WordList{Is::have, "have has had 've"},
    WordList{Is::future, "will 'll shall gonna"},
    WordList{Is::hypothetical, "would could might 'd"},
    WordList{Is::modal, "can must may should ought cannot"},
    WordList{Is::negation, "not n't never cannot nobody none neither nor hardly no without unable nothing"},
    WordList{Is::past_verb,
             "had did went came sent told said got gave took made left met paid kept held found lost broke broken "
             "brought bought built chose chosen drew drove driven ate fell fallen felt flew forgot forgotten froze "
             "grew heard hid hit hurt knew known laid led lent lay meant missed ran rang rose saw seen sold shook "
             "shot showed shown shut sat slept spoke spoken spent stood stole struck swore taught thought threw thrown "
             "understood woke wore won wrote written begun began done gone given taken been become became put set let "
             "cut cost read sung sank dealt caught fought sought slipped"},
    WordList{
        Is::action,
        "send resend mail email e-mail post ship reship dispatch despatch deliver redeliver call ring phone "
        "telephone write reply answer respond repair fix mend replace refund reimburse repay pay credit return "
        "bring take fetch collect pick visit come go get give hand provide supply issue reissue prepare finish "
        "complete conclude close open resolve solve settle sort clear restore reinstate reset restart install "
        "reinstall fit refit rebuild redo rework redesign redraw revise correct update upgrade amend check recheck "
        "inspect test review audit investigate examine look find report publish release deploy roll launch "
        "confirm let tell inform notify keep have be make do put set start begin arrange organise organize "
        "schedule book move transfer migrate switch remove delete cancel reverse waive add assign staff appoint "
        "train clean wash paint print reprint bind translate draft submit file upload share forward present show "
        "demonstrate follow contact meet see talk speak discuss join attend stop drop swap exchange substitute "
        "recalibrate calibrate deduct compensate offer grant extend reopen reach convene circulate copy sign seal "
        "connect reconnect document announce hold brief text message chase swing pop drive lay cover plan measure "
        "cut build ready run read escalate raise handle process address tackle rectify remedy remake refill "
        "re-send re-issue re-run rerun redeploy patch finalise finalize produce deal supervise ensure turn arrive "
        "leave"},
    WordList{Is::goes_out,
             "ships arrives comes leaves follows goes reaches lands starts begins delivers departs gets resumes "
             "returns calls sends visits brings replaces repairs repays refunds collects takes fixes finishes travels "
             "receives launches installs hands writes rings phones posts completes joins picks fits ship arrive leave "
             "follow"},
    WordList{Is::intends,
             "plan aim intend expect mean hope try undertake promise agree commit propose want need "
             "endeavour endeavor strive pledge planning aiming intending expecting hoping trying "
             "committed determined scheduled due set supposed expected planned"},
    WordList{Is::pledges, "promise guarantee undertake commit pledge assure confirm vow swear warrant"},
    WordList{Is::reports,
             "say says said tell tells told promised assured assures claims claimed claim announce announces announced "
             "state states stated reports reported expects expected hopes hoped thinks thought believes believed "
             "estimates estimated predicts predicted forecasts insists insisted writes wrote mentioned mentions "
             "suggests suggested warns warned indicates indicated maintains advised advises informed informs replied "
             "explained added swears swore confirms confirmed wants wanted asked asks wondered promises plans intends "
             "hear heard understand understood read"},
    WordList{Is::arranged,
             "scheduled booked arranged planned reserved set fixed slated earmarked pencilled penciled "
             "lined timetabled allocated blocked moved rescheduled brought postponed"},
    WordList{Is::third_party,
             "council supplier suppliers manufacturer manufacturers court courts bank banks insurer insurers insurance "
             "government ministry authority authorities customs police university vendor vendors landlord customer "
             "customers competitor competitors airline airlines regulator hospital school city parliament commission "
             "union unions subcontractor subcontractors wholesaler wholesalers importer distributor client clients "
             "registrar tribunal judge mayor state county municipality notary lawyer lawyers solicitor solicitors "
             "auditor auditors publisher provider providers factory maker makers utility railway ministry minister "
             "jury senate embassy consulate agency planners inspectorate others everybody everyone anyone people "
             "users tenants residents shareholders investors press papers weather forecast sun rain strike whoever "
             "museum museums library theatre theater"},
    WordList{Is::event,
             "meeting meetings sale conference fair hearing trial season strike exhibition festival election "
             "consultation deadline tender contract warranty guarantee subscription licence license offer discount "
             "promotion voucher lease policy term webinar course seminar wedding party show match concert holiday "
             "holidays vacation term semester event events ceremony summit congress audit-period grace auction permit "
             "appointment interview exam period window validity notice quote-validity price prices trial-period bid "
             "anniversary birthday vote tax coupon membership insurance-cover certificate passport visa shift flight "
             "train plane ferry bus"},
    WordList{Is::person,
             "colleague colleagues solicitor lawyer accountant boss manager team staff assistant secretary architect "
             "supplier department office bank insurer landlord partner husband wife son daughter agent auditor "
             "purchasing legal board director bookkeeper contractor client clients customer customers people guests"},
    WordList{Is::deliverable,
             "draft delivery update report refund replacement call visit version invoice note shipment dispatch "
             "despatch fix patch repair result results answer reply proof proofs sample samples plan plans drawing "
             "drawings quote quotation estimate collection pickup pick-up installation restart handover hand-over "
             "release correction corrections credit parcel parts part money repayment reimbursement follow-up "
             "response decision visit inspection completion fitting test tests list summary document documents copy "
             "translation design designs schedule cheque check-in phone callback call-back recall launch go-live order "
             "package review rebuild presentation file files minutes technician engineer crew news feedback yours "
             "return exchange swap refill removal upgrade cleaning coat scan scans photo photos print prints report "
             "reports page pages invoices"},
    WordList{Is::no_promise,
             "hours valid deadline payment payable due terms meeting appointment thanks thank sorry apologies apology "
             "regarding re subject concerning happy merry see closed open opening since last date dated received "
             "ordered best until office till expires expiry validity happened ended was were occasion regards wishes "
             "yesterday earlier previous failed missed promised agreed original originally signed sincerely "
             "delay delays delayed outage weekend birthday born"},
    WordList{Is::function_word,
             "a an the this that these those my our your his her its their some any each every all both no and or but "
             "so yet then as at by for from in into of off on onto over to up upon with within without about above "
             "after again against along around because before behind below beneath beside between beyond during "
             "except inside near next outside past per since than through throughout till 'til til toward towards "
             "under until via i we you he she it they me us him them myself ourselves yourself is are am was were be "
             "been being do does did have has had will shall would could can may might must should 'll 're 've 'm 'd "
             "'s not n't if when while where whether which who whose whom what how why unless although though once "
             "here there now too also just only even still already at-latest latest sharp please and & "
             "instead directly personally myself"},
    WordList{Is::subordinator,
             "if when whenever once unless whether while whilst although though because until since "
             "provided providing in-case why how where after before till wherever given"},
    WordList{Is::relative, "which that who whom whose what"},
    WordList{Is::conjunction, "and or but so yet then & plus nor"},
    WordList{Is::adverb,
             "also now then certainly definitely personally both all ourselves myself therefore thus hence still just "
             "already probably surely gladly happily immediately promptly quickly simply soon only finally in-turn "
             "instead again always indeed however meanwhile first next really truly each therefore hopefully herself "
             "himself themselves together likely absolutely of-course accordingly duly usually normally "
             "generally typically today tonight tomorrow actually currently presently additionally moreover "
             "furthermore fully completely totally quietly shortly once"},
    WordList{Is::determiner,
             "the a an my our your his her its their this that these those some any each every both "
             "all no another one two three four five whose"},
    WordList{Is::away,
             "away out closed open absent unavailable travelling traveling abroad off leave holiday vacation "
             "busy shut reachable available contactable asleep retired offline"},
    WordList{Is::result,
             "ready done finished complete completed live there back yours available working operational online "
             "fixed through perfect final usable watertight up sorted resolved restored whole in with on here "
             "over clean dry safe current correct right gone"},
    WordList{Is::vague_time, "soon shortly asap presently eventually sometime someday promptly"},
    WordList{Is::abbreviation,
             "mr mrs ms dr prof no nr st approx ca etc inc ltd co vs dept attn ext tel fig sr jr "
             "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri "
             "sat sun incl excl est max min hr hrs resp e.g i.e"},
    WordList{Is::greeting, "dear hi hello hey hallo greetings morning good"},
    WordList{Is::asks,
             "please kindly let ask confirm send call reply return contact give tell write sign check note remember "
             "make bring take pay keep provide fill submit complete accept forgive allow feel come visit see find "
             "review choose pick email mail phone ring get book have be try click log open use read expect look watch "
             "bear await rest count rely"},
    WordList{Is::past_time, "yesterday ago last previous past earlier former"},
    WordList{Is::ends_by_itself, "expire expires lapse lapses end ends close closes elapse elapses renew renews"},
    WordList{Is::charges, "charge bill invoice debit charged billed invoiced debited due payable deducted"},
    WordList{Is::performs,
             "sent resent mailed emailed posted shipped dispatched despatched delivered redelivered called repaired "
             "fixed mended replaced refunded reimbursed repaid paid credited returned brought fetched collected picked "
             "visited handed provided supplied issued reissued prepared finished completed resolved solved settled "
             "cleared restored reinstated installed reinstalled fitted rebuilt redone reworked revised corrected "
             "updated upgraded amended checked inspected tested reviewed published released deployed launched "
             "confirmed transferred migrated removed deleted cancelled reversed waived uploaded forwarded contacted "
             "swapped exchanged recalibrated compensated reprinted finalised finalized produced done made"},
    WordList{Is::opens_time,
             "by no not at latest on in before prior ahead earlier this up until till til untill within inside over "
             "during throughout some sometime either already as around about with effective starting beginning from "
             "between after past following since for dated of come straight right without one quite very any a an the "
             "next coming upcoming last previous half couple few several end start middle mid early late later close "
             "closing current day night good boxing new palm whit ash maundy st all twelfth independence ascension "
             "that these once twice to rainy man"},
    WordList{
        Is::tells_time,
        "today tomorrow tomorow tommorow tommorrow tmrw tmr tomo tonight tonite overmorrow overnight yesterday "
        "weekend weekends every each daily weekly monthly hourly yearly annually quarterly fortnightly biweekly "
        "basis easter christmas xmas pentecost whitsun whit valentine valentines halloween saints patrick nicholas "
        "thanksgiving independence epiphany ascension eow eom eoq eoy midweek q then date business play trading "
        "closing possible can course future long convenience opportunity earliest away straightaway immediately "
        "once delay moment timely summer autumn spring winter mondays tuesdays wednesdays thursdays fridays "
        "saturdays sundays time midafternoon midmorning thing meantime now place mid weekdays"},
};

std::unordered_map<std::string_view, Meaning> build() {
    std::unordered_map<std::string_view, Meaning> known;
    known.reserve(2048);
    for (const auto& [is, words] : lists) {
        std::string_view rest = words;
        while (!rest.empty()) {
            const auto space = rest.find(' ');
            auto word = rest.substr(0, space);
            rest.remove_prefix(space == std::string_view::npos ? rest.size() : space + 1);
            if (word.empty()) continue;
            auto& meaning = known[word.substr(0, word.find('='))];
            meaning.classes |= static_cast<std::uint64_t>(is);
            const auto equals = word.find('=');
            if (equals == std::string_view::npos) continue;
            meaning.value = 0;
            for (const char digit : word.substr(equals + 1)) meaning.value = meaning.value * 10 + (digit - '0');
        }
    }
    return known;
}

}  // namespace

Meaning meaning_of(std::string_view word) {
    static const auto known = build();
    const auto found = known.find(word);
    return found == known.end() ? Meaning{} : found->second;
}

}  // namespace amends::guide::promise
