"""Every kind of page, over the samples: what all tests of pages look at."""

from portal.urls import NAV

DECISION = "/vb/lam-dong/ubnd/quyet-dinh/2019/41"
DECREE = "/vb/vn/chinh-phu/nghi-dinh/2018/70"
UNIT = "/to-chuc/lam-dong/so-khoa-hoc-va-cong-nghe/phong-quan-ly-khoa-hoc"
PERSON = "/nguoi/can-tho/so-khoa-hoc-va-cong-nghe/lam-thanh-tung"
MISSING = "/khong-co-trang-nay"
PAGES = [
    *(href for href, _ in NAV),
    DECISION,
    DECISION + "?dau=an",
    DECREE,
    UNIT,
    PERSON,
    "/tim-kiem?q=kiem+ke",
    "/tim-kiem?q=kiem+ke&kieu=nhiem-vu",
    "/tim-kiem?q=nghi+dinh&kieu=phap-ly",
    "/tim-kiem?q=thanh+tra&kieu=don-vi",
    "/tim-kiem/cach-tim",
    "/nhiem-vu/tong-hop",
    "/mang-luoi",
    "/giong" + DECISION.removeprefix("/vb"),
    "/tu-vung",
    "/giay-phep",
    "/api/v1/",
    "/dia-phuong/lam-dong",
]
