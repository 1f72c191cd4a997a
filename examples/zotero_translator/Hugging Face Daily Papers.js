{
	"translatorID": "6d3c1f0e-9a55-4c55-8a0e-3f1b7c5d2e94",
	"label": "Hugging Face Daily Papers",
	"creator": "bibkit",
	"target": "^https://huggingface\\.co/papers(/|\\?|$)",
	"minVersion": "5.0",
	"maxVersion": "",
	"priority": 100,
	"inRepository": false,
	"translatorType": 4,
	"browserSupport": "gcsibv",
	"lastUpdated": "2026-11-22 12:00:00"
}

// The page holds its papers as JSON, in an attribute of the element that shows them.
function readPapers(doc) {
	for (let element of doc.querySelectorAll("[data-target][data-props]")) {
		let props = parse(element.getAttribute("data-props"));
		if (!props) continue;
		if (Array.isArray(props.dailyPapers)) return props.dailyPapers.map(each => each.paper || each);
		if (props.paper && props.paper.id && props.paper.title) return [props.paper];
	}
	return [];
}

function parse(text) {
	try {
		return JSON.parse(text);
	}
	catch (e) {
		return null;
	}
}

function isPaper(paper) {
	return /^(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?\/\d{7})(v\d+)?$/.test(paper.id || "") && paper.title;
}

function detectWeb(doc, _url) {
	let papers = readPapers(doc).filter(isPaper);
	if (!papers.length) return false;
	return papers.length > 1 ? "multiple" : "preprint";
}

function doWeb(doc, _url) {
	let papers = readPapers(doc).filter(isPaper);
	if (papers.length == 1) {
		save(papers[0]);
		return;
	}
	let titles = {};
	for (let paper of papers) titles[paper.id] = oneLine(paper.title);
	Zotero.selectItems(titles, function (selected) {
		for (let paper of papers) {
			if (selected && paper.id in selected) save(paper);
		}
	});
}

function save(paper) {
	let item = new Zotero.Item("preprint");
	let number = paper.id.replace(/v\d+$/, "");
	item.title = oneLine(paper.title);
	item.abstractNote = (paper.summary || "").trim();
	item.date = (paper.publishedAt || "").slice(0, 10);
	item.repository = "arXiv";
	item.archiveID = "arXiv:" + paper.id;
	item.DOI = "10.48550/arXiv." + number;
	item.url = "http://arxiv.org/abs/" + paper.id;
	item.libraryCatalog = "Hugging Face";
	for (let author of paper.authors || []) {
		if (author.hidden || !author.name) continue;
		item.creators.push(ZU.cleanAuthor(oneLine(author.name), "author"));
	}
	for (let word of paper.ai_keywords || []) item.tags.push(word);
	if (/^https?:\/\//.test(paper.githubRepo || "")) {
		item.attachments.push({ title: "Code", url: paper.githubRepo, mimeType: "text/html", snapshot: false });
		item.extra = "Code Repository: " + paper.githubRepo;
	}
	item.complete();
}

function oneLine(text) {
	return text.replace(/\s+/g, " ").trim();
}
